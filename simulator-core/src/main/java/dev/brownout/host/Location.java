package dev.brownout.host;

/**
 * Location of a host.
 *
 * @param region name of the region; empty if the scenario has none
 * @param zone name of the zone within it; empty if the component is not spread over zones
 */
public record Location(String region, String zone) {
    /** Single data center of a scenario without regions. */
    public static final Location SINGLE = new Location("", "");

    /**
     * Returns whether a zone of a scenario contains this location.
     *
     * @param selected the zone: {@code a} in every region, {@code east/a} in one region
     */
    public boolean isInZone(String selected) {
        return !zone.isEmpty() && (selected.equals(zone) || !region.isEmpty() && selected.equals(region + "/" + zone));
    }

    /** Returns whether a region contains this location. */
    public boolean isInRegion(String selected) {
        return !region.isEmpty() && region.equals(selected);
    }
}
