package dev.brownout.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.typetable.RecordField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecFieldsTest {
    @Kind("sample-kind")
    @Doc("A sample.")
    record Sample(
            @Doc("How many.") @Default("3") @AtLeast(1) @AtMost(9) @DefaultSource("nobody")
            int count,

            @Doc("Behind it.") @Reference Optional<String> source,

            @Doc("For how long.") @Default("none") @NoneKeyword("none")
            Optional<Integer> for_,

            List<String> nodeNames,
            Map<String, Integer> sizes,
            String needed) {}

    private final SpecFields fields = SpecFields.of(Sample.class);

    @Test
    void recordDeclaresItsKindAndDescription() {
        assertThat(fields.kind()).contains("sample-kind");
        assertThat(fields.sentence()).isEqualTo("A sample.");
        assertThat(fields.names()).containsExactly("count", "source", "for", "node_names", "sizes", "needed");
    }

    @Test
    void fieldDeclaresDefaultLimitsDescriptionAndSource() {
        SpecField count = fields.field("count").orElseThrow();
        assertThat(count.defaultText()).contains("3");
        assertThat(count.atLeast()).hasValue(1);
        assertThat(count.atMost()).hasValue(9);
        assertThat(count.sentence()).isEqualTo("How many.");
        assertThat(count.source()).contains("nobody");
        assertThat(count.refersTo()).isEmpty();
        assertThat(fields.field("for").orElseThrow().noneWord()).contains("none");
        assertThat(fields.field("source").orElseThrow().refersTo()).contains(Reference.To.COMPONENT);
    }

    @Test
    void fieldsWithoutDefaultOrEmptyFormAreRequired() {
        assertThat(fields.fields())
                .filteredOn(f -> !f.isOptional())
                .extracting(SpecField::name)
                .containsExactly("needed");
    }

    @Test
    void genericTypesExposeTheirContentType() {
        assertThat(GenericTypes.content(fields.field("sizes").orElseThrow().type()))
                .isEqualTo(Integer.class);
        assertThat(GenericTypes.isList(fields.field("node_names").orElseThrow().type()))
                .isTrue();
    }

    @Test
    void rejectsTypesThatAreNotRecords() {
        assertThatThrownBy(() -> SpecFields.of(String.class)).hasMessage("java.lang.String is no record");
    }

    @Kind("flat")
    record Flat(@Doc("First.") int first, @ParameterGroup Middle middle, String last) {}

    record Middle(
            @Doc("A part.") @AtLeast(2) int part,
            @YamlName("default") Optional<String> other) {
        Middle {
            if (part == 13) {
                throw new IllegalArgumentException("part is not 13");
            }
        }
    }

    @Test
    void groupContributesItsParametersInItsPlace() {
        SpecFields flat = SpecFields.of(Flat.class);
        assertThat(flat.names()).containsExactly("first", "part", "default", "last");
        assertThat(SpecFields.components(Flat.class))
                .extracting(RecordField::name)
                .containsExactly("first", "part", "other", "last");
        assertThat(flat.field("part").orElseThrow().atLeast()).hasValue(2);
        assertThat(flat.annotation(flat.field("part").orElseThrow(), Doc.class)).isPresent();
    }

    @Test
    void groupIsMadeOfValuesBesideTheOthers() {
        Flat made = RecordFactory.create(
                Flat.class, Map.of("first", 1, "part", 2, "default", Optional.of("x"), "last", "y"));
        assertThat(made).isEqualTo(new Flat(1, new Middle(2, Optional.of("x")), "y"));
        assertThat(RecordFactory.values(made)).containsExactly(1, 2, Optional.of("x"), "y");
        assertThatThrownBy(() -> RecordFactory.create(Flat.class, Map.of("part", 13)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("part is not 13");
    }
}
