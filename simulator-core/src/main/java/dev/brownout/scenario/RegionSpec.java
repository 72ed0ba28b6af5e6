package dev.brownout.scenario;

import dev.brownout.sentence.InvalidValueException;
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
@Doc("A location with nodes and users.")
public record RegionSpec(
        @Doc("Name in the table of round trips; default: the name of the region, if the table has it.")
        Optional<String> at,

        @Doc("Latitude in degrees, negative south of the equator. Regions with coordinates, or in "
                + "the table, have the round trip of 1.8 times the light in fibre along the great "
                + "circle, which is the median of the table.")
        @AtLeast(-90)
        @AtMost(90)
        Optional<Double> latitude,

        @Doc("Longitude in degrees, negative west of Greenwich.") @AtLeast(-180) @AtMost(180)
        Optional<Double> longitude,

        @Doc("Share of the users in this region; the shares of all regions add up to 100%.") @Default("0%")
        Share users,

        @Doc("Round trips to other regions, in place of those of the table.")
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
            throw new InvalidValueException("'latitude' and 'longitude' must be given together");
        }
        if (latitude.isPresent() && at.isPresent()) {
            throw new InvalidValueException("'at' and 'latitude' both locate the region; write one of the two");
        }
    }
}
