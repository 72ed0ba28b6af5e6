package dev.brownout.typetable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.instrument.Instrument;
import dev.brownout.instrument.InstrumentFactory;
import dev.brownout.spec.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tables that are read by reflection. */
class TypeTablesTest {

    @Test
    void recordIsReadByReflection() {
        record Part(@Doc("Number of parts.") int parts, Optional<? extends List<String>> names) {
            Part {
                if (parts < 0) {
                    throw new IllegalArgumentException("parts is at least 0");
                }
            }
        }
        TypeTable table = TypeTables.table(Part.class);
        Object made = table.create(3, Optional.of(List.of("x")));
        assertThat(made).isEqualTo(new Part(3, Optional.of(List.of("x"))));
        assertThat(table.fields().get(0).value(made)).isEqualTo(3);
        assertThat(table.fields().get(0).annotation(Doc.class).value()).isEqualTo("Number of parts.");
        assertThat(table.fields().get(1).genericType())
                .as("a wildcard is represented by its upper bound")
                .isEqualTo(GenericType.of(Optional.class, GenericType.of(List.class, String.class)));
        assertThatThrownBy(() -> table.create(-1, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parts is at least 0");
    }

    @Test
    void typeThatIsNoRecordHasNoComponents() {
        assertThat(TypeTables.table(String.class).isRecord()).isFalse();
        assertThat(TypeTables.table(String.class).fields()).isEmpty();
        assertThat(TypeTables.table(Record.class).isRecord()).isFalse();
        assertThatThrownBy(() -> TypeTables.table(int.class).create()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void factoryCreatesEachTypeOfInstrument() {
        List<Class<?>> types = new ArrayList<>();
        addConcrete(Instrument.class, types);
        assertThat(types)
                .allSatisfy(
                        type -> assertThat(InstrumentFactory.constructor(type)).isNotNull());
        assertThatThrownBy(() -> InstrumentFactory.constructor(String.class))
                .hasMessage("java.lang.String is not an instrument");
    }

    private static void addConcrete(Class<?> type, List<Class<?>> types) {
        if (!type.isInterface()) {
            types.add(type);
        }
        for (Class<?> permitted : type.isSealed() ? type.getPermittedSubclasses() : new Class<?>[0]) {
            addConcrete(permitted, types);
        }
    }
}
