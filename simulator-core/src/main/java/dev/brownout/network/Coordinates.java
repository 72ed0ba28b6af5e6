package dev.brownout.network;

/**
 * Geographic coordinates.
 *
 * @param latitude degrees north of the equator, -90 to 90
 * @param longitude degrees east of Greenwich, -180 to 180
 */
public record Coordinates(double latitude, double longitude) {
    /** Mean radius of the earth (IUGG), in km. */
    private static final double RADIUS_KM = 6371.0088;

    /** Speed of light in fibre: two thirds of its speed in a vacuum, in km per ms. */
    private static final double KM_PER_MILLI = 200;

    /**
     * Ratio of route length to great-circle distance, in fibre, routers included: the median of the 45 pairs of the
     * shipped table, with quartiles 1.4 and 2.0.
     */
    private static final double DETOUR = 1.8;

    /** Returns the great-circle distance to other coordinates, in km, by the haversine formula. */
    public double kilometres(Coordinates other) {
        double north = Math.toRadians(other.latitude - latitude);
        double east = Math.toRadians(other.longitude - longitude);
        double half = StrictMath.pow(StrictMath.sin(north / 2), 2)
                + StrictMath.cos(Math.toRadians(latitude))
                        * StrictMath.cos(Math.toRadians(other.latitude))
                        * StrictMath.pow(StrictMath.sin(east / 2), 2);
        return 2 * RADIUS_KM * StrictMath.asin(Math.min(1, StrictMath.sqrt(half)));
    }

    /** Returns the estimated round-trip time to other coordinates, in ms, at least the one within a region. */
    public double roundTripMillis(Coordinates other) {
        return Math.max(RegionRttTable.WITHIN_REGION_MILLIS, 2 * kilometres(other) / KM_PER_MILLI * DETOUR);
    }
}
