package dev.brownout.fault;

import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.AtMost;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Machines;
import dev.brownout.vocabulary.Sheet;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;
import java.util.OptionalInt;

/** A tier gets another number of machines: new ones come, those too many drain and go. */
@Kind("scale")
@Doc("A tier gets another number of machines in each of its regions: new ones come, those too many drain and go.")
@Sheet(
        leftOut =
                "Which machine goes: always the one with the highest number. A machine that drains does not turn back; "
                        + "one that is wanted in its place comes when it is gone.")
@Example("""
        faults:
          - at 4m: scale web to 6
        """)
public record Scale(
        @Doc("Machines in each region.") @AtLeast(1) @AtMost(Machines.MOST)
        int nodes) implements FaultSpec {
    @Override
    public String label(String what) {
        return what + " scaled to " + nodes;
    }

    @Override
    public OptionalInt nodesWanted() {
        return OptionalInt.of(nodes);
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.tiers().forEach(tier -> tier.scale(nodes));
    }

    @Override
    public void end(FaultTargets targets) {
        targets.tiers().forEach(tier -> tier.unscale(nodes));
    }
}
