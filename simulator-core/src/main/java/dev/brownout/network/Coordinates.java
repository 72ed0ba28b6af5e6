package dev.brownout.network;

import dev.brownout.elementary.ElementaryFunctions;

/**
 * Geographic coordinates.
 *
 * @param latitude degrees north of the equator, -90 to 90
 * @param longitude degrees east of Greenwich, -180 to 180
 */
public record Coordinates(double latitude, double longitude) {
    /** Mean radius of the earth (IUGG), in km. */
    private static final double RADIUS_KM = 6371.0088;

    /** A degree in radians. The rounding of {@link Math#toRadians} is not specified. */
    private static final double DEGREE = 0.017453292519943295;

    /** Speed of light in fibre: two thirds of its speed in a vacuum, in km per ms. */
    private static final double KM_PER_MILLI = 200;

    /**
     * Ratio of route length to great-circle distance, in fibre, routers included: the median of the 45 pairs of the
     * shipped table, with quartiles 1.4 and 2.0.
     */
    private static final double DETOUR = 1.8;

    /** Returns the great-circle distance to other coordinates, in km, by the haversine formula. */
    public double kilometres(Coordinates other) {
        double north = DEGREE * (other.latitude - latitude);
        double east = DEGREE * (other.longitude - longitude);
        double half = ElementaryFunctions.pow(ElementaryFunctions.sin(north / 2), 2)
                + ElementaryFunctions.cos(DEGREE * latitude)
                        * ElementaryFunctions.cos(DEGREE * other.latitude)
                        * ElementaryFunctions.pow(ElementaryFunctions.sin(east / 2), 2);
        return 2 * RADIUS_KM * ElementaryFunctions.asin(Math.min(1, Math.sqrt(half)));
    }

    /** Returns the estimated round-trip time to other coordinates, in ms, at least the one within a region. */
    public double roundTripMillis(Coordinates other) {
        return Math.max(RegionRttTable.WITHIN_REGION_MILLIS, 2 * kilometres(other) / KM_PER_MILLI * DETOUR);
    }
}
