package dev.brownout.host;

/**
 * Location of a host.
 *
 * @param region name of the region; empty if the scenario has none
 * @param zone name of the zone within it; empty if the component is not spread over zones
 */
public record Location(String region, String zone) {
    /** Single data center of a scenario without regions. */
    public static final Location ANYWHERE = new Location("", "");
}
