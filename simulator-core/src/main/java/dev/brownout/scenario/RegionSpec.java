package dev.brownout.scenario;

import dev.brownout.vocabulary.Default;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Ref;
import dev.brownout.vocabulary.Share;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A region of a scenario. */
@Doc("A place with machines and users of its own.")
public record RegionSpec(
        @Doc("Name in the shipped table of round trips; the region's own name where it stands there.")
        Optional<String> at,

        @Doc("Share of the users who live here; the shares of all regions add up to 100%.") @Default("0%")
        Share users,

        @Doc("Round trips to other regions, where the table does not have them or is wrong.")
        @Default("{}")
        @Ref(Ref.To.REGION)
        Map<String, Duration> rtt) {}
