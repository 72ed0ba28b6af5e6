package dev.brownout.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** A test class among the descriptors of a test run. */
final class ClassDescriptor extends AbstractTestDescriptor {
    static final String SEGMENT = "class";

    private final List<SlaDescriptor> possible = new ArrayList<>();

    ClassDescriptor(UniqueId parent, Class<?> type) {
        super(parent.append(SEGMENT, type.getName()), type.getSimpleName(), ClassSource.from(type));
        try {
            TestScenario prepared = TestScenario.of(type);
            for (String variant : prepared.variants()) {
                for (String name : prepared.assertions(variant)) {
                    possible.add(SlaDescriptor.of(getUniqueId(), type, variant, name));
                }
            }
        } catch (RuntimeException unusable) {
            possible.add(SlaDescriptor.unusable(getUniqueId(), type, unusable));
        }
    }

    /** The ids of its tests. */
    List<UniqueId> tests() {
        return possible.stream().map(SlaDescriptor::getUniqueId).toList();
    }

    /** One of its tests. */
    Optional<SlaDescriptor> test(UniqueId id) {
        return possible.stream().filter(test -> test.getUniqueId().equals(id)).findFirst();
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
