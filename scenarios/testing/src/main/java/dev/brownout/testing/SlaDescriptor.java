package dev.brownout.testing;

import dev.brownout.experiment.AssertionEstimate;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** JUnit descriptor of the test of one assertion in one variant. */
final class SlaDescriptor extends AbstractTestDescriptor {
    static final String SEGMENT = "sla";

    private final Runnable check;

    private SlaDescriptor(UniqueId parent, Class<?> type, String title, Runnable check) {
        super(parent.append(SEGMENT, title), title, ClassSource.from(type));
        this.check = check;
    }

    static SlaDescriptor of(UniqueId parent, Class<?> type, String variant, String name) {
        return new SlaDescriptor(parent, type, variant + ": " + name, () -> {
            SimulatedRun run = TestScenario.of(type).run(variant);
            AssertionEstimate estimate = run.sla().get(name);
            if (!estimate.asExpected()) {
                throw new AssertionError(FailureMessage.format(run, name, estimate));
            }
        });
    }

    /** Returns a test that fails with the reason why a scenario cannot be read or run. */
    static SlaDescriptor failing(UniqueId parent, Class<?> type, RuntimeException cause) {
        return new SlaDescriptor(parent, type, "the scenario can run", () -> {
            throw cause;
        });
    }

    void check() {
        check.run();
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }
}
