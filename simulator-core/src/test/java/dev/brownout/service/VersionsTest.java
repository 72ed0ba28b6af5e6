package dev.brownout.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.service.Request.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VersionsTest {
    private final Versions versions = new Versions();
    private final History one = versions.store("one");
    private final History other = versions.store("other");

    @BeforeEach
    void somebodyKeepsCopies() {
        versions.copy();
    }

    private long missed(long version, long sentAt) {
        return versions.missed(version, 7, sentAt);
    }

    @Test
    void onlyWhatWasAcknowledgedBeforeTheReadWasSentIsMissed() {
        one.acknowledged(7, one.version(1), 10);
        one.acknowledged(7, one.version(2), 20);
        one.acknowledged(8, one.version(3), 5);
        assertThat(missed(one.version(0), 10)).isEqualTo(Versions.NOTHING);
        assertThat(missed(one.version(0), 11)).isEqualTo(10);
        assertThat(missed(one.version(1), 20)).isEqualTo(Versions.NOTHING);
        assertThat(missed(one.version(1), 99)).isEqualTo(20);
        assertThat(missed(one.version(2), 99)).isEqualTo(Versions.NOTHING);
        assertThat(missed(other.version(0), 99)).isEqualTo(Versions.NOTHING);
        assertThat(missed(0, 99)).isEqualTo(Versions.NOTHING);
    }

    @Test
    void acknowledgementsMayOvertakeEachOtherAndWritesMayBeLost() {
        one.acknowledged(7, one.version(2), 10);
        one.acknowledged(7, one.version(1), 20);
        one.acknowledged(7, one.version(3), 30);
        assertThat(missed(one.version(0), 99)).isEqualTo(10);
        assertThat(missed(one.version(1), 99)).isEqualTo(10);
        one.lost(7, one.version(2));
        assertThat(missed(one.version(0), 99)).isEqualTo(20);
        one.lost(7, one.version(3));
        assertThat(missed(one.version(1), 99)).isEqualTo(Versions.NOTHING);
    }

    @Test
    void anAnswerOfSeveralReadsMissesWhatAnyOfThemMisses() {
        long joined = versions.join(versions.join(one.version(0), 0), other.version(0));
        assertThat(joined).isEqualTo(versions.join(other.version(0), one.version(0)));
        one.acknowledged(7, one.version(1), 20);
        other.acknowledged(7, other.version(1), 10);
        assertThat(missed(joined, 99)).isEqualTo(10);
        assertThat(missed(versions.join(one.version(0), other.version(1)), 99)).isEqualTo(20);
        assertThat(missed(versions.join(one.version(1), other.version(1)), 99)).isEqualTo(Versions.NOTHING);
        assertThat(versions.join(one.version(2), one.version(1))).isEqualTo(one.version(1));
    }

    @Test
    void aReleaseIsAPartOfAVersionLikeAnyOther() {
        long released = versions.released(one.version(0), 3);
        assertThat(versions.release(released)).isEqualTo(3);
        assertThat(versions.release(versions.released(released, 4))).isEqualTo(4);
        assertThat(versions.release(one.version(5))).isZero();
        assertThat(versions.released(0, 2)).isEqualTo(2);
        one.acknowledged(7, one.version(1), 10);
        assertThat(missed(released, 99)).isEqualTo(10);
    }

    @Test
    void asOfAnInstantAllIsThereThatHadBeenAcknowledged() {
        one.acknowledged(7, one.version(1), 10);
        long then = versions.asOf("one", 10);
        one.acknowledged(7, one.version(2), 20);
        other.acknowledged(7, other.version(1), 15);
        assertThat(missed(then, 99)).isEqualTo(20);
        assertThat(missed(versions.asOf("neither", 10), 99)).isEqualTo(15);
    }

    @Test
    void aPromiseIsMissedUntilItsWriteIsThere() {
        Request write = new Request(1, 1, 1, 0, 0, 0, 0, 7, Operation.WRITE, 1, 0, new LogicalRequest());
        Versions.Promise promise = versions.promise("one", 7, 10);
        assertThat(missed(one.version(0), 99)).isEqualTo(10);
        assertThat(missed(other.version(0), 99)).isEqualTo(Versions.NOTHING);
        Versions.Promise again = promise.again();
        write.logical().carry(again);
        assertThat(versions.kept(write)).isEqualTo(10);
        assertThat(missed(one.version(0), 99)).isEqualTo(Versions.NOTHING);
        assertThat(versions.kept(write)).isEqualTo(Versions.NOTHING);
        assertThat(again.again().ended()).isTrue();
    }

    @Test
    void nothingIsRememberedWhereNobodyKeepsCopies() {
        Versions alone = new Versions();
        History store = alone.store("one");
        store.acknowledged(7, store.version(1), 10);
        assertThat(alone.missed(store.version(0), 7, 99)).isEqualTo(Versions.NOTHING);
        assertThat(alone.join(store.version(1), store.version(2))).isEqualTo(store.version(2));
        assertThat(alone.asOf("one", 10)).isZero();
    }
}
