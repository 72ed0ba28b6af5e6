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

    private DataResult totals() {
        return ledger.result(0, 0, 0);
    }

    private long countWrites() {
        return duplicates.total(grid.span(0, grid.end()));
    }

    @Test
    void anAcknowledgedWriteThatLeavesTheLogIsLost() {
        ledger.logged(of(5), 1);
        assertThat(ledger.isAcknowledged(of(5))).isFalse();
        assertThat(ledger.isUnlogged(of(5))).isTrue();
        assertThat(totals().lost()).isEqualTo(1);
        assertThat(totals().durable()).isZero();
        assertThat(totals().applied()).isEqualTo(1);
    }

    @Test
    void acknowledgementAfterRemovalFromTheLogIsALoss() {
        ledger.logged(of(5), 1);
        assertThat(ledger.isUnlogged(of(5))).isFalse();
        assertThat(ledger.isAcknowledged(of(5))).isTrue();
        assertThat(ledger.isAcknowledged(of(5))).isFalse();
    }

    @Test
    void failedWriteInTheLogIsAPhantom() {
        ledger.logged(of(5), 1);
        ledger.onFailed(of(5));
        assertThat(totals().phantom()).isEqualTo(1);
        ledger.isAcknowledged(of(5));
        assertThat(totals().phantom()).isZero();
    }

    @Test
    void duplicateWriteSurvivesTheLossOfOneCopy() {
        ledger.logged(of(5), 1);
        ledger.logged(of(5), 2);
        ledger.isAcknowledged(of(5));
        assertThat(totals().duplicate()).isEqualTo(1);
        assertThat(countWrites()).isEqualTo(1);
        ledger.logged(of(5), 2);
        assertThat(countWrites()).isEqualTo(1);
        assertThat(ledger.isUnlogged(of(5))).isFalse();
        assertThat(totals().durable()).isEqualTo(1);
        assertThat(of(5).position()).isEqualTo(2);
        assertThat(ledger.isUnlogged(of(5))).isFalse();
        assertThat(totals().duplicate()).isZero();
        assertThat(countWrites()).isZero();
        assertThat(totals().lost()).isZero();
    }

    @Test
    void aStrayWriteIsAppliedButNotDurable() {
        ledger.strayed(of(5));
        assertThat(ledger.isAcknowledged(of(5))).isTrue();
        assertThat(totals().applied()).isEqualTo(1);
        assertThat(totals().lost()).isEqualTo(1);
    }

    @Test
    void acknowledgedMinusLostEqualsDurableMinusPhantom() {
        KeyedRandom random = new KeyedRandom(3);
        long reported = 0;
        for (long origin = 1; origin <= 5000; origin++) {
            Write write = ledger.of(new LogicalRequest(), origin, 0);
            boolean logged = random.uniform() < 0.8;
            boolean acknowledged = logged && random.uniform() < 0.7;
            if (logged) {
                ledger.logged(write, origin);
            }
            if (acknowledged) {
                ledger.isAcknowledged(write);
                reported++;
            } else {
                ledger.onFailed(write);
            }
            if (logged && random.uniform() < 0.1) {
                ledger.isUnlogged(write);
            }
        }
        DataResult all = totals();
        assertThat(all.attempted()).isEqualTo(5000);
        assertThat(all.acknowledged()).isEqualTo(reported);
        assertThat(all.acknowledged() - all.lost()).isEqualTo(all.durable() - all.phantom());
        assertThat(all.lost()).isPositive();
        assertThat(all.phantom()).isPositive();
    }
}
