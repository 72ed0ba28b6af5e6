package dev.brownout.language.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SourceText;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.Functions;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.parse.ScalarParser;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.section.RunSpec;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.scenario.RegionSpec;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documentation and defaults of all shipped kinds. */
class ShippedKindsTest {
    private final ProblemCollector findings = new ProblemCollector();
    private final Binder binder = new Binder(
            Vocabulary.standard(),
            DeclaredNames.of(new Node.Entries(java.util.Map.of(), PLACE), Vocabulary.standard()),
            ReferencedFiles.withoutFolder(),
            Profiles.shippedInstance(),
            findings,
            new ResolvedSettings());

    private static final SourceLocation PLACE =
            new SourceLocation(SourceText.of("test", ""), 1, 1, 1, SourceLocation.FILE, List.of());

    static Stream<Class<?>> records() {
        Vocabulary all = Vocabulary.standard();
        List<Class<?>> tops = new ArrayList<>(List.of(RunSpec.class, StepOptions.class));
        tops.addAll(List.of(NetworkSpec.class, RegionSpec.class, RequestSpec.class));
        tops.addAll(all.components());
        tops.addAll(all.policies());
        tops.addAll(all.faults());
        Set<Class<?>> found = new LinkedHashSet<>();
        tops.forEach(top -> collect(top, found));
        return found.stream();
    }

    private static void collect(Class<?> type, Set<Class<?>> found) {
        if (type.isSealed()) {
            Stream.of(type.getPermittedSubclasses()).forEach(one -> collect(one, found));
        } else if (type.isRecord() && !isKnown(type) && found.add(type)) {
            SpecFields.of(type).fields().forEach(field -> collect(content(field.type()), found));
        }
    }

    private static boolean isKnown(Class<?> type) {
        return new ScalarParser(new Functions(Vocabulary.standard(), Dimension.TIME, ReferencedFiles.withoutFolder()))
                        .isScalar(type)
                || type.getPackageName().equals("dev.brownout.workload")
                || Step.class.isAssignableFrom(type);
    }

    private static Class<?> content(Type type) {
        boolean container = GenericTypes.isOptional(type) || GenericTypes.isList(type) || GenericTypes.isMap(type);
        Class<?> raw = container ? content(GenericTypes.content(type)) : GenericTypes.raw(type);
        return isKnown(raw) || raw == dev.brownout.workload.LoadProfile.class ? String.class : raw;
    }

    @ParameterizedTest
    @MethodSource("records")
    void typesAndFieldsAreDocumented(Class<?> type) {
        SpecFields fields = SpecFields.of(type);
        assertThat(fields.sentence()).as(type.getName()).isNotBlank();
        for (SpecField field : fields.fields()) {
            assertThat(field.sentence())
                    .as(type.getSimpleName() + "." + field.name())
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void defaultsAreReadable(Class<?> type) {
        for (SpecField field : SpecFields.of(type).fields()) {
            boolean steps = GenericTypes.isList(field.type())
                    && Set.of(Step.class, FilterSpec.class).contains(GenericTypes.content(field.type()));
            if (field.defaultText().isPresent() && !steps) {
                Node node = DefaultNodes.node(field.defaultText().get(), PLACE);
                BindingPath path =
                        new BindingPath(null, Sentence.of(type.getSimpleName()), type.getSimpleName(), PLACE);
                Object value = binder.value(field.type(), field, node, path);
                assertThat(value).as(field.name() + " " + findings.sorted()).isNotNull();
            }
        }
    }
}
