package dev.brownout.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.service.Request.Operation;
import dev.brownout.service.Request.RequestSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VersionRegistryTest {
    private final VersionRegistry versions = new VersionRegistry();
    private final WriteHistory one = versions.store("one");
    private final WriteHistory other = versions.store("other");

    @BeforeEach
    void copiesAreKept() {
        versions.copy("cache");
    }

    private long missedStamp(long version, long bound) {
        return versions.oldestMissed(version, 7, bound);
    }

    /** Sends a read, acknowledges a write, and then has two more reads and a write, all within one nanosecond. */
    @Test
    void eventOrderDecidesWithinOneInstant() {
        long concurrent = versions.bound(100);
        long stamp = versions.stamp(100);
        one.onAcknowledged(7, one.version(1), stamp);
        long after = versions.bound(100);
        assertThat(stamp).isEqualTo(100);
        assertThat(missedStamp(one.version(0), concurrent)).isEqualTo(VersionRegistry.NOTHING);
        assertThat(missedStamp(one.version(0), after)).isEqualTo(100);
        long then = versions.asOf("one", 100);
        one.onAcknowledged(7, one.version(2), versions.stamp(100));
        assertThat(missedStamp(one.version(1), after)).isEqualTo(VersionRegistry.NOTHING);
        assertThat(missedStamp(then, after)).isEqualTo(VersionRegistry.NOTHING);
        long last = versions.bound(100);
        assertThat(missedStamp(one.version(1), last))
                .isEqualTo(missedStamp(then, last))
                .isBetween(100L, 102L);
        assertThat(VersionRegistry.ageNanos(100, versions.stamp(100))).isZero();
        assertThat(versions.bound(200)).isEqualTo(200);
        assertThat(versions.stamp(200)).isEqualTo(200);
    }

    @Test
    void writeAcknowledgedAtTimeZeroIsNotInTheInitialState() {
        long start = versions.beforeTheRun("one");
        one.onAcknowledged(7, one.version(1), versions.stamp(0));
        assertThat(missedStamp(start, versions.bound(0))).isNotEqualTo(VersionRegistry.NOTHING);
    }

    @Test
    void onlyWritesAcknowledgedBeforeTheReadAreMissed() {
        one.onAcknowledged(7, one.version(1), 10);
        one.onAcknowledged(7, one.version(2), 20);
        one.onAcknowledged(8, one.version(3), 5);
        assertThat(missedStamp(one.version(0), 10)).isEqualTo(VersionRegistry.NOTHING);
        assertThat(missedStamp(one.version(0), 11)).isEqualTo(10);
        assertThat(missedStamp(one.version(1), 20)).isEqualTo(VersionRegistry.NOTHING);
        assertThat(missedStamp(one.version(1), 99)).isEqualTo(20);
        assertThat(missedStamp(one.version(2), 99)).isEqualTo(VersionRegistry.NOTHING);
        assertThat(missedStamp(other.version(0), 99)).isEqualTo(VersionRegistry.NOTHING);
        assertThat(missedStamp(0, 99)).isEqualTo(VersionRegistry.NOTHING);
    }

    @Test
    void handlesReorderedAcknowledgementsAndLostWrites() {
        one.onAcknowledged(7, one.version(2), 10);
        one.onAcknowledged(7, one.version(1), 20);
        one.onAcknowledged(7, one.version(3), 30);
        assertThat(missedStamp(one.version(0), 99)).isEqualTo(10);
        assertThat(missedStamp(one.version(1), 99)).isEqualTo(10);
        one.remove(7, one.version(2));
        assertThat(missedStamp(one.version(0), 99)).isEqualTo(20);
        one.remove(7, one.version(3));
        assertThat(missedStamp(one.version(1), 99)).isEqualTo(VersionRegistry.NOTHING);
    }

    @Test
    void joinedReadsMissTheWritesMissedByAnyOfThem() {
        long joined = versions.join(versions.join(one.version(0), 0), other.version(0));
        assertThat(joined).isEqualTo(versions.join(other.version(0), one.version(0)));
        one.onAcknowledged(7, one.version(1), 20);
        other.onAcknowledged(7, other.version(1), 10);
        assertThat(missedStamp(joined, 99)).isEqualTo(10);
        assertThat(missedStamp(versions.join(one.version(0), other.version(1)), 99))
                .isEqualTo(20);
        assertThat(missedStamp(versions.join(one.version(1), other.version(1)), 99))
                .isEqualTo(VersionRegistry.NOTHING);
        assertThat(versions.join(one.version(2), one.version(1))).isEqualTo(one.version(1));
    }

    @Test
    void versionIncludesAContentRelease() {
        long released = versions.released(one.version(0), 3);
        assertThat(versions.release(released)).isEqualTo(3);
        assertThat(versions.release(versions.released(released, 4))).isEqualTo(4);
        assertThat(versions.release(one.version(5))).isZero();
        assertThat(versions.released(0, 2)).isEqualTo(2);
        one.onAcknowledged(7, one.version(1), 10);
        assertThat(missedStamp(released, 99)).isEqualTo(10);
    }

    @Test
    void asOfIncludesAllWritesAcknowledgedBefore() {
        one.onAcknowledged(7, one.version(1), versions.stamp(10));
        long then = versions.asOf("one", 10);
        long ofAny = versions.asOf("neither", 10);
        other.onAcknowledged(7, other.version(1), versions.stamp(15));
        one.onAcknowledged(7, one.version(2), versions.stamp(20));
        assertThat(missedStamp(then, 99)).isEqualTo(20);
        assertThat(missedStamp(ofAny, 99)).isEqualTo(15);
    }

    @Test
    void promisedWriteIsMissedUntilItArrives() {
        Request write = new Request(1, 1, 1, RequestSource.NONE, 0, 0, 7, Operation.WRITE, 1, 0, new LogicalRequest());
        VersionRegistry.Promise promise = versions.promise("one", 7, 10);
        assertThat(missedStamp(one.version(0), 99)).isEqualTo(10);
        assertThat(missedStamp(other.version(0), 99)).isEqualTo(VersionRegistry.NOTHING);
        VersionRegistry.Promise repeated = promise.transfer();
        write.logical().carry(repeated);
        assertThat(versions.fulfil(write)).isEqualTo(10);
        assertThat(missedStamp(one.version(0), 99)).isEqualTo(VersionRegistry.NOTHING);
        assertThat(versions.fulfil(write)).isEqualTo(VersionRegistry.NOTHING);
        assertThat(repeated.transfer().isEnded()).isTrue();
    }

    @Test
    void nothingIsRecordedWithoutCopies() {
        VersionRegistry alone = new VersionRegistry();
        WriteHistory store = alone.store("one");
        store.onAcknowledged(7, store.version(1), 10);
        assertThat(alone.oldestMissed(store.version(0), 7, 99)).isEqualTo(VersionRegistry.NOTHING);
        assertThat(alone.join(store.version(1), store.version(2))).isEqualTo(store.version(2));
        assertThat(alone.asOf("one", 10)).isZero();
    }
}
