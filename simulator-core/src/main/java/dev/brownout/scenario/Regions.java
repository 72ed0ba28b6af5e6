package dev.brownout.scenario;

import dev.brownout.network.Coordinates;
import dev.brownout.network.RegionRttTable;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.spi.ScenarioException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The regions of a scenario: who lives there, and how far they are from each other. */
public final class Regions {
    private final SortedMap<String, RegionSpec> specs;
    private final Distribution within;

    /**
     * Those of a scenario.
     *
     * @param within round trips within a region, in nanoseconds
     */
    public Regions(Scenario scenario, Distribution within) {
        this.specs = scenario.regions();
        this.within = within;
    }

    /** Those of a scenario, each with the shortest round trips inside. */
    public static Regions of(Scenario scenario) {
        return new Regions(scenario, new ConstantDistribution(RegionRttTable.WITHIN_REGION_MILLIS * 1e6));
    }

    /** Refuses regions at places that the table does not have, also where nobody asks how far away they are. */
    public void check() {
        specs.keySet().forEach(this::requirePlace);
    }

    /** Their names, in order. */
    public List<String> names() {
        return new ArrayList<>(specs.keySet());
    }

    /** The places where users live: all regions, or the one place without a name. */
    public List<String> places() {
        return specs.isEmpty() ? List.of("") : names();
    }

    /** The regions in which a component stands, in order; one without a name where there are none. */
    public List<String> placesOf(ComponentEntry component) {
        if (!component.regions().isEmpty()) {
            return component.regions().stream().sorted().toList();
        }
        return specs.isEmpty() || component.spec().everywhere() ? places() : names().subList(0, 1);
    }

    /** Share of the users who live in a region, 0 to 1. */
    public double userShare(String region) {
        RegionSpec spec = specs.get(region);
        return spec == null ? 1 : spec.users().ratio();
    }

    /**
     * Share of the users whose nearest place is this one, 0 to 1.
     *
     * @param among regions, this one too
     */
    public double usersNear(String place, List<String> among) {
        double share = 0;
        for (String region : places()) {
            String nearest = region;
            double shortest = Double.POSITIVE_INFINITY;
            for (String other : among) {
                double trip = other.equals(region) ? -1 : between(region, other).mean();
                nearest = trip < shortest ? other : nearest;
                shortest = Math.min(shortest, trip);
            }
            share += nearest.equals(place) ? userShare(region) : 0;
        }
        return share;
    }

    /** Round trips between two regions, in nanoseconds; a ScenarioException where nobody says how far it is. */
    public Distribution between(String one, String other) {
        if (one.equals(other) || one.isEmpty() || other.isEmpty()) {
            return within;
        }
        Optional<Duration> own = own(one, other).or(() -> own(other, one));
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
                        "no round trip is known between '" + one + "' and '" + other + "'; say 'rtt: { " + other
                                + ": 80ms }', its 'latitude' and 'longitude', or 'at:' with a name of the table: "
                                + String.join(", ", RegionRttTable.names()))));
    }

    /** Refuses a region that is said to lie at a place that the table does not have. */
    private void requirePlace(String region) {
        Optional<String> at = specs.get(region).at();
        if (at.isPresent() && !RegionRttTable.names().contains(at.get())) {
            throw new ScenarioException(
                    "regions." + region + ".at",
                    "region '" + region + "' is at '" + at.get() + "', of which no round trips are known; expected one"
                            + " of " + String.join(", ", RegionRttTable.names())
                            + "; where it has its own rtt, leave 'at' out",
                    at.get(),
                    List.copyOf(RegionRttTable.names()));
        }
    }

    /** Who says where it is means that place, whatever it is called. */
    private Optional<Double> table(String one, String other) {
        boolean own = specs.get(one).latitude().isPresent()
                || specs.get(other).latitude().isPresent();
        return own ? Optional.empty() : RegionRttTable.millis(at(one), at(other));
    }

    private Optional<Double> distance(String one, String other) {
        return place(one).flatMap(from -> place(other).map(from::roundTripMillis));
    }

    private Optional<Coordinates> place(String region) {
        RegionSpec spec = specs.get(region);
        return spec.latitude().isPresent()
                ? Optional.of(
                        new Coordinates(spec.latitude().get(), spec.longitude().orElseThrow()))
                : RegionRttTable.place(at(region));
    }

    /** The name of the place where a region is, which the table of round trips may have. */
    public String at(String region) {
        return specs.get(region).at().orElse(region);
    }

    private Optional<Duration> own(String one, String other) {
        return Optional.ofNullable(specs.get(one).rtt().get(other));
    }
}
