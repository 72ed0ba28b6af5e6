package dev.brownout.scenario;

import dev.brownout.network.Coordinates;
import dev.brownout.network.RegionRttTable;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.HostProvisioning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The regions of a scenario with their user shares and the round-trip times between them. */
public final class Regions {
    private final SortedMap<String, RegionSpec> specs;
    private final Distribution within;

    /**
     * Creates the regions of a scenario.
     *
     * @param within round trips within a region, in nanoseconds
     */
    public Regions(Scenario scenario, Distribution within) {
        this.specs = scenario.regions();
        this.within = within;
    }

    /** Creates the regions of a scenario, with the shortest round trips within each. */
    public static Regions of(Scenario scenario) {
        return new Regions(scenario, new ConstantDistribution(RegionRttTable.WITHIN_REGION_MILLIS * 1e6));
    }

    /**
     * Checks that each {@code at} is a name of the table of round trips, even if no round trip to the region is needed.
     */
    public void check() {
        specs.keySet().forEach(this::requirePlace);
    }

    /** Returns the names of the regions, in order. */
    public List<String> names() {
        return new ArrayList<>(specs.keySet());
    }

    /** Returns the locations of users: all regions, or one location without a name. */
    public List<String> places() {
        return specs.isEmpty() ? List.of("") : names();
    }

    /** Returns the regions of a component, in order; one without a name if the scenario has no regions. */
    public List<String> placesOf(ComponentEntry component) {
        if (!component.regions().isEmpty()) {
            return component.regions().stream().sorted().toList();
        }
        return specs.isEmpty() || HostProvisioning.of(component.spec()).isAtEdge() ? places() : names().subList(0, 1);
    }

    /** Returns the share of the users in a region, 0 to 1. */
    public double userShare(String region) {
        RegionSpec spec = specs.get(region);
        return spec == null ? 1 : spec.users().ratio();
    }

    /**
     * Returns the share of the users with this region as their nearest one, 0 to 1.
     *
     * @param among the regions to choose from, including this one
     */
    public double usersNear(String place, List<String> among) {
        double share = 0;
        for (String region : places()) {
            String nearest = region;
            double shortest = Double.POSITIVE_INFINITY;
            for (String other : among) {
                double trip =
                        other.equals(region) ? -1 : roundTrip(region, other).mean();
                nearest = trip < shortest ? other : nearest;
                shortest = Math.min(shortest, trip);
            }
            share += nearest.equals(place) ? userShare(region) : 0;
        }
        return share;
    }

    /**
     * Returns the round trips between two regions, in nanoseconds.
     *
     * @throws ScenarioException if no round trip is known
     */
    public Distribution roundTrip(String one, String other) {
        if (one.equals(other) || one.isEmpty() || other.isEmpty()) {
            return within;
        }
        Optional<Duration> own = configuredRoundTrip(one, other).or(() -> configuredRoundTrip(other, one));
        if (own.isPresent()) {
            return new ConstantDistribution(own.get().toNanos());
        }
        Optional<Double> millis = table(one, other).or(() -> distance(one, other));
        if (millis.isEmpty()) {
            requirePlace(one);
            requirePlace(other);
        }
        return new ConstantDistribution(millis.map(m -> m * 1e6)
                .orElseThrow(() -> new ScenarioException(
                        "regions." + (place(one).isPresent() ? other : one),
                        "the round-trip time between '{}' and '{}' is unknown; set 'rtt: { {}: 80ms }', "
                                + "'latitude' and 'longitude', or 'at' to one of {}",
                        one,
                        other,
                        other,
                        String.join(", ", RegionRttTable.names()))));
    }

    /** Checks that the {@code at} of a region is a name of the table of round trips. */
    private void requirePlace(String region) {
        Optional<String> at = specs.get(region).at();
        if (at.isPresent() && !RegionRttTable.names().contains(at.get())) {
            throw new ScenarioException(
                    "regions." + region + ".at",
                    Sentence.of(
                            "region '{}': the round-trip times of '{}' are unknown; expected one of {}; if the "
                                    + "region has its own rtt, remove 'at'",
                            region,
                            at.get(),
                            String.join(", ", RegionRttTable.names())),
                    at.get(),
                    List.copyOf(RegionRttTable.names()));
        }
    }

    /**
     * Returns the round-trip time from the table, in ms. Coordinates of a region take precedence over a table entry of
     * the same name.
     */
    private Optional<Double> table(String one, String other) {
        boolean own = specs.get(one).latitude().isPresent()
                || specs.get(other).latitude().isPresent();
        return own ? Optional.empty() : RegionRttTable.millis(nameOf(one), nameOf(other));
    }

    private Optional<Double> distance(String one, String other) {
        return place(one).flatMap(from -> place(other).map(from::roundTripMillis));
    }

    private Optional<Coordinates> place(String region) {
        RegionSpec spec = specs.get(region);
        return spec.latitude().isPresent()
                ? Optional.of(
                        new Coordinates(spec.latitude().get(), spec.longitude().orElseThrow()))
                : RegionRttTable.place(nameOf(region));
    }

    /** Returns the name of a region in the table of round trips. */
    public String nameOf(String region) {
        return specs.get(region).at().orElse(region);
    }

    private Optional<Duration> configuredRoundTrip(String one, String other) {
        return Optional.ofNullable(specs.get(one).rtt().get(other));
    }
}
