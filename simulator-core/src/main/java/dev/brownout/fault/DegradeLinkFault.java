package dev.brownout.fault;

import dev.brownout.network.Bandwidth;
import dev.brownout.network.Link;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Share;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import java.time.Duration;
import java.util.Optional;

/** Degradation of a link by added latency, added loss, or limited bandwidth. Degradations add up. */
@Kind("degrade")
@Doc("A link becomes worse: latency=+100ms is added to each message, loss=2% is added to "
        + "the loss, bandwidth=10Mbps is an upper limit.")
@ModelSheet(leftOut = "Jitter and reordering: the added latency is the same for each message.")
@Example("""
        faults:
          - at 4m: degrade link/east~west latency=+100ms loss=2% for 1m
        """)
public record DegradeLinkFault(
        @Doc("Latency added to each message, in each direction.") @Default("0ms") @AtLeast(0)
        Duration latency,

        @Doc("Share of the messages lost and sent again after a retransmission timeout.") @Default("0%")
        Share loss,

        @Doc("Maximum bandwidth of the link.") @Default("unlimited") @NoneKeyword("unlimited")
        Optional<Bandwidth> bandwidth)
        implements FaultSpec {

    @Override
    public Sentence label(String name) {
        return Sentence.of("{} degraded", name);
    }

    private Link.Degradation degradation() {
        return new Link.Degradation(
                latency.toNanos(),
                loss.ratio(),
                bandwidth.map(Bandwidth::bitsPerSecond).orElse(Double.POSITIVE_INFINITY));
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.links().forEach(link -> link.degrade(degradation()));
    }

    @Override
    public void end(FaultTargets targets) {
        targets.links().forEach(link -> link.recover(degradation()));
    }
}
