package dev.brownout.component.database.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.LossLog;
import dev.brownout.service.VersionRegistry;
import dev.brownout.service.WriteHistory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTest {
    private final WriteHistory history = new VersionRegistry().store("db");
    private final Log log = new Log(history);
    private final Counter duplicates = new Counter(new TimeGrid(1, 1, List.of()));
    private final WriteLedger ledger = new WriteLedger(new Simulation(), new LossLog(), duplicates);

    private final List<WriteLedger.Write> written = new ArrayList<>();

    private long number(int key, long applied) {
        return log.version(key, applied) - history.version(0);
    }

    private void acknowledge(int position, long instant) {
        ledger.logged(written.get(position - 1), position);
        log.acknowledge(written.get(position - 1), 1, history.version(position), instant);
    }

    private long write(long now, int key) {
        written.add(ledger.of(new LogicalRequest(), now, 0));
        return log.append(now, written.get(written.size() - 1), key, 10, 5);
    }

    @Test
    void aKeyThatWasNeverWrittenHasVersionZero() {
        write(10, 1);
        assertThat(number(2, log.end())).isZero();
        assertThat(number(1, 0)).isZero();
    }

    @Test
    void aNodeSeesTheVersionThatItHasApplied() {
        write(10, 1);
        write(20, 2);
        write(30, 1);
        assertThat(number(1, 1)).isEqualTo(1);
        assertThat(number(1, 2)).isEqualTo(1);
        assertThat(number(1, 3)).isEqualTo(3);
        assertThat(number(2, 3)).isEqualTo(2);
    }

    @Test
    void versionsNeverRepeatEvenAtTheSameInstant() {
        write(10, 1);
        write(10, 1);
        assertThat(number(1, 1)).isEqualTo(1);
        assertThat(number(1, 2)).isEqualTo(2);
        assertThat(log.committedAt(2)).isEqualTo(11);
    }

    @Test
    void oldestMissingWriteIsTheFirstAcknowledgedButNotApplied() {
        write(10, 1);
        write(20, 1);
        write(30, 1);
        acknowledge(1, 15);
        acknowledge(2, 45);
        acknowledge(3, 35);
        assertThat(log.oldestMissing(1, 1, 100)).isEqualTo(35);
        assertThat(log.oldestMissing(1, 0, 100)).isEqualTo(15);
        assertThat(log.oldestMissing(1, 1, 34)).isEqualTo(Log.NOT_ACKNOWLEDGED);
        assertThat(log.oldestMissing(1, 3, 100)).isEqualTo(Log.NOT_ACKNOWLEDGED);
        assertThat(log.oldestMissing(2, 0, 100)).isEqualTo(Log.NOT_ACKNOWLEDGED);
    }

    @Test
    void removingWritesRestoresEarlierVersions() {
        LogicalRequest logical = new LogicalRequest();
        write(10, 1);
        log.append(20, ledger.of(logical, 20, 0), 1, 10, 5);
        log.append(30, ledger.of(logical, 30, 0), 2, 10, 5);
        assertThat(log.removeLast()).isSameAs(ledger.of(logical, 30, 0));
        assertThat(log.removeLast()).isSameAs(ledger.of(logical, 20, 0));
        assertThat(log.end()).isEqualTo(1);
        assertThat(number(1, 1)).isEqualTo(1);
        assertThat(number(2, 1)).isZero();
        write(40, 2);
        assertThat(number(2, 2))
                .as("the versions of removed writes are not reused")
                .isEqualTo(4);
    }

    @Test
    void versionsMatchANaiveLogWithoutTruncation() {
        KeyedRandom random = new KeyedRandom(7);
        List<int[]> all = new ArrayList<>();
        long applied = 0;
        for (int i = 1; i <= 20_000; i++) {
            int key = 1 + random.nextInt(50);
            write(i, key);
            all.add(new int[] {key, i});
            applied += random.nextInt(3);
            applied = Math.min(applied, log.end());
            log.discard(applied);
            int requests = 1 + random.nextInt(50);
            assertThat(number(requests, applied)).isEqualTo(naive(all, requests, applied));
        }
        assertThat(log.bytes(log.base(), log.end())).isEqualTo(10 * (log.end() - log.base()));
    }

    private static long naive(List<int[]> all, int key, long applied) {
        for (int i = (int) applied - 1; i >= 0; i--) {
            if (all.get(i)[0] == key) {
                return all.get(i)[1];
            }
        }
        return 0;
    }
}
