package dev.brownout.testing;

import java.util.LinkedHashSet;
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
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
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
}
