package dev.brownout.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fluid model of returning users against a numerical solution of its equation. */
class ReturningVisitsTest {
    private static final double NEW_USERS = 3;
    private static final double CYCLE = 50;
    private static final double SECONDS = 200;
    private static final int STEPS = 2_000_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.9, 0.999999, 1})
    void solvesTheEquationOfTheUsersAway(double share) {
        ReturningVisits visits = new ReturningVisits(share, CYCLE);
        double number = 20;
        double returns = 0;
        double step = SECONDS / STEPS;
        for (int i = 0; i < STEPS; i++) {
            double middle = number + step / 2 * (share * (NEW_USERS + number / CYCLE) - number / CYCLE);
            returns += step * middle / CYCLE;
            number += step * (share * (NEW_USERS + middle / CYCLE) - middle / CYCLE);
        }
        assertThat(visits.after(20, NEW_USERS, SECONDS)).isCloseTo(number, within(1e-6));
        assertThat(visits.perSecond(20, NEW_USERS, SECONDS)).isCloseTo(returns / SECONDS, within(1e-6));
    }

    @Test
    void reachesTheLongRun() {
        ReturningVisits visits = new ReturningVisits(0.6, CYCLE);
        assertThat(visits.after(0, NEW_USERS, 1e6)).isCloseTo(NEW_USERS * CYCLE * 1.5, within(1e-9));
        assertThat(visits.perSecond(NEW_USERS * CYCLE * 1.5, NEW_USERS, 10)).isCloseTo(4.5, within(1e-9));
    }

    @Test
    void noUserReturnsAfterAnInfiniteMeanTime() {
        ReturningVisits visits = new ReturningVisits(0.6, Double.POSITIVE_INFINITY);
        assertThat(visits.perSecond(0, NEW_USERS, SECONDS)).isZero();
        assertThat(visits.after(0, NEW_USERS, SECONDS)).isCloseTo(0.6 * NEW_USERS * SECONDS, within(1e-9));
    }
}
