package dev.brownout.scenario;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Reference;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Configuration of a region. */
@Doc("A place with machines and users of its own.")
public record RegionSpec(
        @Doc("Name in the shipped table of round trips; the region's own name where it stands there.")
        Optional<String> at,

        @Doc("Degrees north of the equator, south below 0. Together with the longitude it says how far away other "
                + "regions are that have one or stand in the table: 1.8 times the way of light in fibre along the "
                + "great circle, which is the median of the table.")
        @AtLeast(-90)
        @AtMost(90)
        Optional<Double> latitude,

        @Doc("Degrees east of Greenwich, west below 0.") @AtLeast(-180) @AtMost(180)
        Optional<Double> longitude,

        @Doc("Share of the users who live here; the shares of all regions add up to 100%.") @Default("0%")
        Share users,

        @Doc("Round trips to other regions, where the table does not have them or is wrong.")
        @Default("{}")
        @Reference(Reference.To.REGION)
        Map<String, Duration> rtt) {
    /**
     * Validates the location of the region.
     *
     * @throws IllegalArgumentException if only one of latitude and longitude is given, or coordinates in addition to
     *     {@code at}
     */
    public RegionSpec {
        if (latitude.isPresent() != longitude.isPresent()) {
            throw new IllegalArgumentException("'latitude' and 'longitude' say a place together");
        }
        if (latitude.isPresent() && at.isPresent()) {
            throw new IllegalArgumentException("'at' and 'latitude' are two places for one region");
        }
    }
}
