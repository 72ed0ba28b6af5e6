package dev.brownout.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.scenario.RegionSpec;
import dev.brownout.spec.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoordinatesTest {
    /** Great-circle distances by the haversine formula on the mean radius, to the metre. */
    @ParameterizedTest
    @CsvSource({
        "51.5074, -0.1278, 40.7128, -74.006, 5570.230",
        "50.1109, 8.6821, 1.3521, 103.8198, 10258.049",
        "0, 0, 0, 180, 20015.115",
        "90, 0, -90, 77, 20015.115",
        "0, 179, 0, -179, 222.390",
        "12, 34, 12, 34, 0"
    })
    void distanceIsTheGreatCircle(double north, double east, double otherNorth, double otherEast, double kilometres) {
        Coordinates one = new Coordinates(north, east);
        Coordinates other = new Coordinates(otherNorth, otherEast);
        assertThat(one.kilometres(other)).isCloseTo(kilometres, within(0.001));
        assertThat(other.kilometres(one)).isCloseTo(kilometres, within(0.001));
        assertThat(one.roundTripMillis(other)).isCloseTo(Math.max(0.5, kilometres * 0.018), within(1e-4));
    }

    /**
     * Round-trip times of the region table against the estimate by distance: as many pairs are slower as are faster.
     */
    @Test
    void theDetourIsTheMedianOfTheTable() {
        List<Double> slower = new ArrayList<>();
        List<String> names = RegionRttTable.names();
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                Coordinates one = RegionRttTable.place(names.get(i)).orElseThrow();
                Coordinates other = RegionRttTable.place(names.get(j)).orElseThrow();
                slower.add(
                        RegionRttTable.millis(names.get(i), names.get(j)).orElseThrow() / one.roundTripMillis(other));
            }
        }
        slower.sort(null);
        assertThat(slower).hasSize(45);
        assertThat(slower.get(22)).isCloseTo(1, within(0.01));
        assertThat(slower.get(11) * 1.8).isCloseTo(1.4, within(0.05));
        assertThat(slower.get(33) * 1.8).isCloseTo(2.0, within(0.05));
        assertThat(slower.get(0)).isGreaterThan(1 / 1.8);
    }

    @Test
    void rejectsIncompleteAndDuplicateLocations() {
        assertThatThrownBy(() -> region(Optional.empty(), Optional.of(5.0), Optional.empty()))
                .hasMessageContaining("must be given together");
        assertThatThrownBy(() -> region(Optional.of("ireland"), Optional.of(5.0), Optional.of(5.0)))
                .hasMessageContaining("both locate the region");
    }

    private static RegionSpec region(Optional<String> at, Optional<Double> north, Optional<Double> east) {
        return new RegionSpec(at, north, east, new Share(1), Map.of());
    }
}
