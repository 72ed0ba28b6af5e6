package dev.brownout.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Table of round-trip times between regions, in ms, shipped with the simulator. Averages between the regions of a large
 * cloud, published in 2017 by acomputerscientistlearnsaws; distances do not change. Sydney to São Paulo is not in the
 * source: 320 ms is our estimate.
 */
public final class RegionRttTable {
    /** Round-trip time between two hosts of one region, in ms. */
    public static final double WITHIN_REGION_MILLIS = 0.5;

    private static final String[] NAMES = {
        "us-east", "us-west", "us-west-2", "ireland", "frankfurt", "tokyo", "seoul", "singapore", "sydney", "sao-paulo"
    };

    /**
     * Latitude and longitude of each region, in degrees: of the city after which it is named, or as published by the
     * cloud provider.
     */
    private static final double[][] PLACES = {
        {38.95, -77.45},
        {37.35, -121.96},
        {45.84, -119.7},
        {53.35, -6.26},
        {50.1109, 8.6821},
        {35.68, 139.77},
        {37.57, 126.98},
        {1.3521, 103.8198},
        {-33.87, 151.21},
        {-23.55, -46.63}
    };

    private static final int[][] MILLIS = {
        {},
        {73},
        {87, 19},
        {81, 153, 137},
        {89, 167, 160, 20},
        {145, 103, 89, 212, 237},
        {178, 132, 118, 242, 266, 31},
        {217, 174, 161, 239, 326, 74, 72},
        {230, 158, 162, 310, 323, 104, 134, 175},
        {120, 193, 183, 191, 195, 257, 286, 328, 320}
    };

    private RegionRttTable() {}

    /** Returns the region names in the table. */
    public static List<String> names() {
        return new ArrayList<>(List.of(NAMES));
    }

    /** Returns the round-trip time between two regions, in ms; empty if one of them is not in the table. */
    public static Optional<Double> millis(String one, String other) {
        int a = number(one);
        int b = number(other);
        if (a < 0 || b < 0) {
            return Optional.empty();
        }
        return Optional.of(a == b ? WITHIN_REGION_MILLIS : (double) MILLIS[Math.max(a, b)][Math.min(a, b)]);
    }

    /** Returns the coordinates of a region; empty if it is not in the table. */
    public static Optional<Coordinates> place(String name) {
        int number = number(name);
        return number < 0 ? Optional.empty() : Optional.of(new Coordinates(PLACES[number][0], PLACES[number][1]));
    }

    private static int number(String name) {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
