package dev.brownout.host;

/**
 * Where a machine stands.
 *
 * @param region name of the region; empty where the scenario has none
 * @param zone name of the zone within it; empty where the component is not spread
 */
public record Location(String region, String zone) {
    /** The one data centre of a scenario without regions. */
    public static final Location ANYWHERE = new Location("", "");
}
