package dev.brownout.component.database.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.database.log.WriteLedger.Write;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.LossLog;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteLedgerTest {
    private final TimeGrid grid = new TimeGrid(1, 1, List.of());
    private final Counter duplicates = new Counter(grid);
    private final WriteLedger ledger = new WriteLedger(new Simulation(), new LossLog(), duplicates);
    private final LogicalRequest logical = new LogicalRequest();

    private Write of(long origin) {
        return ledger.of(logical, origin, 0);
    }

    private DataResult settle() {
        return ledger.settle(0, 0, 0);
    }

    private long counted() {
        return duplicates.total(grid.span(0, grid.end()));
    }

    @Test
    void anAcknowledgedWriteThatLeavesTheLogIsLost() {
        ledger.logged(of(5), 1);
        assertThat(ledger.acknowledged(of(5))).isFalse();
        assertThat(ledger.unlogged(of(5))).isTrue();
        assertThat(settle().lost()).isEqualTo(1);
        assertThat(settle().durable()).isZero();
        assertThat(settle().applied()).isEqualTo(1);
    }

    @Test
    void acknowledgementAfterRemovalFromTheLogIsALoss() {
        ledger.logged(of(5), 1);
        assertThat(ledger.unlogged(of(5))).isFalse();
        assertThat(ledger.acknowledged(of(5))).isTrue();
        assertThat(ledger.acknowledged(of(5))).isFalse();
    }

    @Test
    void failedWriteInTheLogIsAPhantom() {
        ledger.logged(of(5), 1);
        ledger.failed(of(5));
        assertThat(settle().phantom()).isEqualTo(1);
        ledger.acknowledged(of(5));
        assertThat(settle().phantom()).isZero();
    }

    @Test
    void duplicateWriteSurvivesTheLossOfOneCopy() {
        ledger.logged(of(5), 1);
        ledger.logged(of(5), 2);
        ledger.acknowledged(of(5));
        assertThat(settle().duplicate()).isEqualTo(1);
        assertThat(counted()).isEqualTo(1);
        ledger.logged(of(5), 2);
        assertThat(counted()).isEqualTo(1);
        assertThat(ledger.unlogged(of(5))).isFalse();
        assertThat(settle().durable()).isEqualTo(1);
        assertThat(of(5).position()).isEqualTo(2);
        assertThat(ledger.unlogged(of(5))).isFalse();
        assertThat(settle().duplicate()).isZero();
        assertThat(counted()).isZero();
        assertThat(settle().lost()).isZero();
    }

    @Test
    void aStrayWriteIsAppliedButNotDurable() {
        ledger.strayed(of(5));
        assertThat(ledger.acknowledged(of(5))).isTrue();
        assertThat(settle().applied()).isEqualTo(1);
        assertThat(settle().lost()).isEqualTo(1);
    }

    @Test
    void acknowledgedMinusLostEqualsDurableMinusPhantom() {
        KeyedRandom random = new KeyedRandom(3);
        long told = 0;
        for (long origin = 1; origin <= 5000; origin++) {
            Write write = ledger.of(new LogicalRequest(), origin, 0);
            boolean logged = random.uniform() < 0.8;
            boolean acknowledged = logged && random.uniform() < 0.7;
            if (logged) {
                ledger.logged(write, origin);
            }
            if (acknowledged) {
                ledger.acknowledged(write);
                told++;
            } else {
                ledger.failed(write);
            }
            if (logged && random.uniform() < 0.1) {
                ledger.unlogged(write);
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
