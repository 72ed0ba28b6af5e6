package dev.brownout.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.fault.Blackhole;
import dev.brownout.fault.ClockDrift;
import dev.brownout.fault.Crash;
import dev.brownout.fault.Deploy;
import dev.brownout.fault.Drain;
import dev.brownout.fault.Errors;
import dev.brownout.fault.Partition;
import dev.brownout.fault.PowerOff;
import dev.brownout.fault.Purge;
import dev.brownout.fault.Reshard;
import dev.brownout.fault.Rollback;
import dev.brownout.fault.Scale;
import dev.brownout.fault.Slow;
import dev.brownout.fault.Split;
import dev.brownout.fault.Traffic;
import dev.brownout.vocabulary.Factor;
import dev.brownout.vocabulary.Selector;
import dev.brownout.vocabulary.Share;
import dev.brownout.wiring.FaultSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands beside the bar of a fault on a chart: words of people, not those of the file. */
class FaultLabelTest {
    private static Optional<Selector> at(String... words) {
        return Stream.of(words)
                .findFirst()
                .map(head -> new Selector(head, List.of(words).subList(1, words.length)));
    }

    private static String label(Optional<Selector> target, Optional<Selector> other, FaultSpec verb) {
        return new FaultEntry(0, Optional.of(10L), "f", target, other, verb, "as written").label();
    }

    private static String label(FaultSpec verb, String... target) {
        return label(at(target), Optional.empty(), verb);
    }

    @Test
    void machinesTiersAndRegionsAreNamedWithWhatIsTheMatter() {
        assertThat(label(new PowerOff(), "db", "primary")).isEqualTo("db/primary off");
        assertThat(label(new PowerOff(), "region", "east")).isEqualTo("region east off");
        assertThat(label(new Crash(), "web", "any")).isEqualTo("one of web crashed");
        assertThat(label(new Drain(Duration.ofSeconds(30)), "web", "1")).isEqualTo("web/1 drained");
        assertThat(label(canary("v2"), "web", "east")).isEqualTo("web/east deployed as v2");
        assertThat(label(new Rollback(Optional.empty(), Optional.empty()), "web"))
                .isEqualTo("web rolled back");
        assertThat(label(new Blackhole(), "db", "replica-*")).isEqualTo("db/replica-* cut off");
        assertThat(label(new ClockDrift(new Share(0.0002)), "ids", "1")).isEqualTo("clock of ids/1 drifts 0.02%");
        assertThat(label(new Purge(Optional.of("logo")), "cdn")).isEqualTo("key logo of cdn purged");
    }

    private static Deploy canary(String version) {
        return new Deploy(version, Optional.of(1), Optional.empty(), Optional.empty(), Duration.ZERO, false);
    }

    @Test
    void amountsAreWrittenAsInTheFile() {
        assertThat(label(new Slow(new Factor(10)), "web", "1")).isEqualTo("web/1 slow x10");
        assertThat(label(new Slow(new Factor(1.5)), "web")).isEqualTo("web slow x1.5");
        assertThat(label(new Errors(new Share(0.29)), "psp")).isEqualTo("29% of calls to psp fail");
        assertThat(label(new Scale(6), "web")).isEqualTo("web scaled to 6");
        Scale up = new Scale(16, Scale.Counted.CORES, Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(label(up, "web")).isEqualTo("web scaled to 16 cores");
        assertThat(label(new Reshard(5), "db")).isEqualTo("db resharded to 5");
        assertThat(label(new Split(), "db", "shard-4")).isEqualTo("db/shard-4 split");
        assertThat(label(new Traffic(new Factor(100)))).isEqualTo("traffic x100");
    }

    @Test
    void twoSidesStandBesideEachOther() {
        assertThat(label(at("region", "east"), at("region", "west"), new Partition(Partition.Direction.BOTH_WAYS)))
                .isEqualTo("region east ~ region west cut");
        assertThat(label(at("link", "east~west"), Optional.empty(), new Partition(Partition.Direction.BOTH_WAYS)))
                .isEqualTo("link east~west cut");
    }
}
