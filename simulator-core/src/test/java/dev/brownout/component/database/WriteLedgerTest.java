package dev.brownout.component.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.Draws;
import dev.brownout.result.VariantResult.DataResult;
import org.junit.jupiter.api.Test;

class WriteLedgerTest {
    private final WriteLedger ledger = new WriteLedger();

    private DataResult settle() {
        return ledger.settle(0, 0, 0);
    }

    @Test
    void anAcknowledgedWriteThatLeavesTheLogIsLost() {
        ledger.asked(5);
        ledger.logged(5, 1);
        assertThat(ledger.acknowledged(5)).isFalse();
        assertThat(ledger.unlogged(5)).isTrue();
        assertThat(settle().lost()).isEqualTo(1);
        assertThat(settle().durable()).isZero();
        assertThat(settle().applied()).isEqualTo(1);
    }

    @Test
    void anAnswerThatArrivesAfterTheWriteIsGoneIsALossAtThatMoment() {
        ledger.asked(5);
        ledger.logged(5, 1);
        assertThat(ledger.unlogged(5)).isFalse();
        assertThat(ledger.acknowledged(5)).isTrue();
        assertThat(ledger.acknowledged(5)).isFalse();
    }

    @Test
    void aFailureWhoseWriteIsInTheLogIsAPhantom() {
        ledger.asked(5);
        ledger.logged(5, 1);
        ledger.failed(5);
        assertThat(settle().phantom()).isEqualTo(1);
        ledger.acknowledged(5);
        assertThat(settle().phantom()).isZero();
    }

    @Test
    void aWriteThatStandsTwiceInTheLogIsADuplicateAndSurvivesTheLossOfOne() {
        ledger.asked(5);
        ledger.logged(5, 1);
        ledger.logged(5, 2);
        ledger.acknowledged(5);
        assertThat(settle().duplicate()).isEqualTo(1);
        assertThat(settle().durable()).isEqualTo(1);
        assertThat(ledger.position(5)).isEqualTo(2);
        assertThat(ledger.unlogged(5)).isFalse();
        assertThat(settle().duplicate()).isZero();
        assertThat(settle().lost()).isZero();
    }

    @Test
    void aStrayWriteIsAppliedButNotDurable() {
        ledger.asked(5);
        ledger.strayed(5);
        assertThat(ledger.acknowledged(5)).isTrue();
        assertThat(settle().applied()).isEqualTo(1);
        assertThat(settle().lost()).isEqualTo(1);
    }

    @Test
    void acknowledgedWithoutLostIsDurableWithoutThoseThatNobodyWasToldOf() {
        Draws draws = new Draws(3);
        long told = 0;
        for (long origin = 1; origin <= 5000; origin++) {
            ledger.asked(origin);
            boolean logged = draws.uniform() < 0.8;
            boolean acknowledged = logged && draws.uniform() < 0.7;
            if (logged) {
                ledger.logged(origin, origin);
            }
            if (acknowledged) {
                ledger.acknowledged(origin);
                told++;
            } else {
                ledger.failed(origin);
            }
            if (logged && draws.uniform() < 0.1) {
                ledger.unlogged(origin);
            }
        }
        DataResult all = settle();
        assertThat(all.attempted()).isEqualTo(5000);
        assertThat(all.acknowledged()).isEqualTo(told);
        assertThat(all.acknowledged() - all.lost()).isEqualTo(all.durable() - all.phantom());
        assertThat(all.lost()).isPositive();
        assertThat(all.phantom()).isPositive();
    }
}
