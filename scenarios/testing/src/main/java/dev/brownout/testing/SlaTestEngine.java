package dev.brownout.testing;

import dev.brownout.experiment.AssertionEstimate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/**
 * JUnit test engine for classes annotated with {@link SimulationTest}. Creates a test for each assertion of their
 * scenario in each variant. JUnit Jupiter runs the test methods of these classes; builds and editors run both engines
 * together.
 */
public final class SlaTestEngine implements TestEngine {
    /** Engine id, used in the configuration of builds. */
    static final String ID = "brownout";

    private static final EngineDiscoveryRequestResolver<TestDescriptor> RESOLVER =
            EngineDiscoveryRequestResolver.<TestDescriptor>builder()
                    .addClassContainerSelectorResolver(SlaTestEngine::isSimulationTest)
                    .addSelectorResolver(context -> new ClassSelectorResolver(context.getClassNameFilter()))
                    .addTestDescriptorVisitor(context -> TestDescriptor::prune)
                    .build();

    private static boolean isSimulationTest(Class<?> type) {
        return type.isAnnotationPresent(SimulationTest.class);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        EngineDescriptor engine = new EngineDescriptor(id, "Brownout");
        RESOLVER.resolve(request, engine);
        return engine;
    }

    @Override
    public void execute(ExecutionRequest request) {
        run(request.getRootTestDescriptor(), request.getEngineExecutionListener());
    }

    private static void run(TestDescriptor descriptor, EngineExecutionListener listener) {
        listener.executionStarted(descriptor);
        TestExecutionResult result = TestExecutionResult.successful();
        try {
            if (descriptor instanceof SlaDescriptor test) {
                test.check();
            }
            descriptor.getChildren().forEach(child -> run(child, listener));
        } catch (AssertionError | RuntimeException failure) {
            result = TestExecutionResult.failed(failure);
        }
        listener.executionFinished(descriptor, result);
    }

    /** JUnit selector resolver for test classes, and for single tests by their unique ids. */
    private static final class ClassSelectorResolver implements SelectorResolver {
        private final Predicate<String> classNameFilter;

        ClassSelectorResolver(Predicate<String> classNameFilter) {
            this.classNameFilter = classNameFilter;
        }

        @Override
        public Resolution resolve(ClassSelector selector, Context context) {
            Class<?> type = selector.getJavaClass();
            if (!isSimulationTest(type) || !classNameFilter.test(type.getName())) {
                return Resolution.unresolved();
            }
            return context.addToParent(parent -> Optional.of(new ClassDescriptor(parent.getUniqueId(), type)))
                    .map(descriptor -> Resolution.match(Match.exact(
                            descriptor,
                            () -> descriptor.tests().stream()
                                    .<DiscoverySelector>map(DiscoverySelectors::selectUniqueId)
                                    .collect(Collectors.<DiscoverySelector, Set<DiscoverySelector>>toCollection(
                                            LinkedHashSet::new)))))
                    .orElseGet(Resolution::unresolved);
        }

        @Override
        public Resolution resolve(UniqueIdSelector selector, Context context) {
            UniqueId id = selector.getUniqueId();
            UniqueId.Segment lastSegment = id.getLastSegment();
            if (lastSegment.getType().equals(ClassDescriptor.SEGMENT)) {
                return resolve(DiscoverySelectors.selectClass(lastSegment.getValue()), context);
            }
            if (!lastSegment.getType().equals(SlaDescriptor.SEGMENT)) {
                return Resolution.unresolved();
            }
            return context.addToParent(
                            () -> DiscoverySelectors.selectUniqueId(id.removeLastSegment()),
                            parent -> ((ClassDescriptor) parent).test(id))
                    .map(descriptor -> Resolution.match(Match.exact(descriptor)))
                    .orElseGet(Resolution::unresolved);
        }
    }

    /** JUnit descriptor of a test class, with a test for each assertion of each variant of its scenario. */
    private static final class ClassDescriptor extends AbstractTestDescriptor {
        static final String SEGMENT = "class";

        private final List<SlaDescriptor> descriptors = new ArrayList<>();

        ClassDescriptor(UniqueId parent, Class<?> type) {
            super(parent.append(SEGMENT, type.getName()), type.getSimpleName(), ClassSource.from(type));
            try {
                TestScenario scenario = TestScenario.of(type);
                for (String variant : scenario.variants()) {
                    for (String name : scenario.assertions(variant)) {
                        descriptors.add(SlaDescriptor.of(getUniqueId(), type, variant, name));
                    }
                }
            } catch (RuntimeException e) {
                descriptors.add(SlaDescriptor.failing(getUniqueId(), type, e));
            }
        }

        /** Returns the ids of the tests of this class. */
        List<UniqueId> tests() {
            return descriptors.stream().map(SlaDescriptor::getUniqueId).toList();
        }

        /** Returns the test with an id; empty if this class has no such test. */
        Optional<SlaDescriptor> test(UniqueId id) {
            return descriptors.stream()
                    .filter(test -> test.getUniqueId().equals(id))
                    .findFirst();
        }

        @Override
        public Type getType() {
            return Type.CONTAINER;
        }

        @Override
        public String getLegacyReportingName() {
            return ((ClassSource) getSource().orElseThrow()).getClassName();
        }
    }

    /** JUnit descriptor of the test of one assertion in one variant. */
    private static final class SlaDescriptor extends AbstractTestDescriptor {
        static final String SEGMENT = "sla";

        private final Runnable check;

        /** Creates a descriptor. Surefire before 3.6 reports the name of a test only if its source is a method. */
        private SlaDescriptor(UniqueId parent, Class<?> type, String title, Runnable check) {
            super(parent.append(SEGMENT, title), title, MethodSource.from(type.getName(), title));
            this.check = check;
        }

        static SlaDescriptor of(UniqueId parent, Class<?> type, String variant, String name) {
            String title = variant + ": " + name;
            return new SlaDescriptor(parent, type, title, () -> {
                TestScenario scenario = TestScenario.of(type);
                SimulatedRun run = scenario.run(variant);
                AssertionEstimate estimate = run.sla().get(name);
                if (!estimate.asExpected()) {
                    throw TestFrames.ofScenario(
                            new AssertionError(FailureMessage.format(run, name, estimate)),
                            type,
                            title,
                            scenario.line(name));
                }
            });
        }

        /** Returns a test that fails with the reason why a scenario cannot be read or run. */
        static SlaDescriptor failing(UniqueId parent, Class<?> type, RuntimeException cause) {
            String title = "the scenario can run";
            return new SlaDescriptor(parent, type, title, () -> {
                throw cause instanceof IllegalArgumentException ? TestFrames.ofScenario(cause, type, title, 1) : cause;
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
}
