package dev.brownout.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** JUnit descriptor of a test class, with a test for each assertion of each variant of its scenario. */
final class ClassDescriptor extends AbstractTestDescriptor {
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
