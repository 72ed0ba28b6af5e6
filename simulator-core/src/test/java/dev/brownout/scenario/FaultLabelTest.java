package dev.brownout.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.fault.BlackholeFault;
import dev.brownout.fault.ClockDriftFault;
import dev.brownout.fault.CrashFault;
import dev.brownout.fault.DeployFault;
import dev.brownout.fault.DrainFault;
import dev.brownout.fault.ErrorInjectionFault;
import dev.brownout.fault.PartitionFault;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.fault.PurgeFault;
import dev.brownout.fault.ReshardFault;
import dev.brownout.fault.RollbackFault;
import dev.brownout.fault.ScaleFault;
import dev.brownout.fault.SlowFault;
import dev.brownout.fault.SplitShardFault;
import dev.brownout.fault.TrafficFault;
import dev.brownout.spec.Factor;
import dev.brownout.spec.Selector;
import dev.brownout.spec.Share;
import dev.brownout.spi.FaultSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Labels of faults on a chart, in plain words instead of those of the scenario file. */
class FaultLabelTest {
    private static Optional<Selector> selectorOf(String... words) {
        return Stream.of(words)
                .findFirst()
                .map(head -> new Selector(head, List.of(words).subList(1, words.length)));
    }

    private static String label(Optional<Selector> target, Optional<Selector> other, FaultSpec verb) {
        return new FaultEntry(0, Optional.of(10L), "f", target, other, verb, "as written")
                .label()
                .toString();
    }

    private static String label(FaultSpec verb, String... target) {
        return label(selectorOf(target), Optional.empty(), verb);
    }

    @Test
    void labelNamesTheTargetAndTheFault() {
        assertThat(label(new PowerOffFault(), "db", "primary")).isEqualTo("db/primary powered off");
        assertThat(label(new PowerOffFault(), "region", "east")).isEqualTo("region east powered off");
        assertThat(label(new CrashFault(), "web", "any")).isEqualTo("one of web crashed");
        assertThat(label(new DrainFault(Optional.empty()), "web", "1")).isEqualTo("web/1 drained");
        assertThat(label(canary("v2"), "web", "east")).isEqualTo("web/east deployed as v2");
        assertThat(label(new RollbackFault(Optional.empty(), Optional.empty()), "web"))
                .isEqualTo("web rolled back");
        assertThat(label(new BlackholeFault(), "db", "replica-*")).isEqualTo("db/replica-* unreachable");
        assertThat(label(new ClockDriftFault(new Share(0.0002)), "ids", "1")).isEqualTo("clock of ids/1 drifts 0.02%");
        assertThat(label(new PurgeFault(Optional.of("logo")), "cdn")).isEqualTo("key logo of cdn purged");
    }

    private static DeployFault canary(String version) {
        return new DeployFault(
                version,
                Optional.of(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void amountsAreWrittenAsInTheFile() {
        assertThat(label(new SlowFault(new Factor(10)), "web", "1")).isEqualTo("web/1 slow x10");
        assertThat(label(new SlowFault(new Factor(1.5)), "web")).isEqualTo("web slow x1.5");
        assertThat(label(new ErrorInjectionFault(new Share(0.29)), "psp")).isEqualTo("29% of calls to psp fail");
        assertThat(label(new ScaleFault(6), "web")).isEqualTo("web scaled to 6");
        ScaleFault up =
                new ScaleFault(16, ScaleFault.CountBasis.CORES, Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(label(up, "web")).isEqualTo("web scaled to 16 cores");
        assertThat(label(new ReshardFault(5), "db")).isEqualTo("db resharded to 5");
        assertThat(label(new SplitShardFault(), "db", "shard-4")).isEqualTo("db/shard-4 split");
        assertThat(label(new TrafficFault(new Factor(100)))).isEqualTo("traffic x100");
    }

    @Test
    void labelNamesBothSidesOfAPartition() {
        assertThat(label(
                        selectorOf("region", "east"),
                        selectorOf("region", "west"),
                        new PartitionFault(PartitionFault.Direction.BOTH_WAYS)))
                .isEqualTo("region east ~ region west partitioned");
        assertThat(label(
                        selectorOf("link", "east~west"),
                        Optional.empty(),
                        new PartitionFault(PartitionFault.Direction.BOTH_WAYS)))
                .isEqualTo("link east~west partitioned");
    }
}
