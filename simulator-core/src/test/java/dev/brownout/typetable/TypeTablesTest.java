package dev.brownout.typetable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.catalog.Catalog;
import dev.brownout.component.cache.CacheSpec;
import dev.brownout.instrument.Instrument;
import dev.brownout.instrument.InstrumentFactory;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares generated tables with reflection. */
class TypeTablesTest {

    @Test
    void generatedTablesAgreeWithReflection() {
        List<Class<?>> types = typesWithTables();
        assertThat(types).hasSizeGreaterThan(250).contains(CacheSpec.class);
        for (Class<?> type : types) {
            TypeTable generated = TypeTables.of(type);
            TypeTable reflected = new ReflectedTypeTable(type);
            assertThat(generated).as(type.getName()).isNotInstanceOf(ReflectedTypeTable.class);
            assertThat(described(generated)).as(type.getName()).isEqualTo(described(reflected));
        }
    }

    @Test
    void everyKindHasAGeneratedTable() {
        Stream<Class<?>> kinds = Stream.of(Catalog.components(), Catalog.policies(), Catalog.faults(), Catalog.steps())
                .flatMap(List::stream);
        assertThat(kinds).allSatisfy(kind -> {
            assertThat(TypeTables.of(kind)).isNotInstanceOf(ReflectedTypeTable.class);
            assertThat(TypeTables.of(kind).has(Kind.class)).isTrue();
        });
    }

    @Test
    void foreignRecordIsReadByReflection() {
        record Foreign(@Doc("Number of parts.") int parts, Optional<String> name) {
            Foreign {
                if (parts < 0) {
                    throw new IllegalArgumentException("parts is at least 0");
                }
            }
        }
        TypeTable table = TypeTables.of(Foreign.class);
        assertThat(table).isInstanceOf(ReflectedTypeTable.class);
        Object made = table.create(3, Optional.of("x"));
        assertThat(made).isEqualTo(new Foreign(3, Optional.of("x")));
        assertThat(table.fields().get(0).value(made)).isEqualTo(3);
        assertThat(table.fields().get(0).annotation(Doc.class).value()).isEqualTo("Number of parts.");
        assertThatThrownBy(() -> table.create(-1, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parts is at least 0");
    }

    @Test
    void typeThatIsNoRecordHasNoComponents() {
        assertThat(TypeTables.of(String.class).isRecord()).isFalse();
        assertThat(TypeTables.of(String.class).fields()).isEmpty();
        assertThat(TypeTables.of(Record.class).isRecord()).isFalse();
        assertThatThrownBy(() -> TypeTables.of(int.class).create()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void factoryCreatesEachTypeOfInstrument() {
        List<Class<?>> types = new ArrayList<>();
        addConcrete(Instrument.class, types);
        assertThat(types)
                .allSatisfy(type -> assertThat(InstrumentFactory.of(type)).isNotNull());
        assertThatThrownBy(() -> InstrumentFactory.of(String.class))
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

    /** Returns the types of the module that have a generated table. */
    private static List<Class<?>> typesWithTables() {
        Path classes = Path.of(TypeTables.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (Stream<Path> files = Files.walk(classes)) {
            List<Class<?>> types = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String name = classes.relativize(file).toString().replace('/', '.');
                if (name.endsWith(".class") && !name.contains(TypeTables.ENDING)) {
                    Class<?> type = Class.forName(
                            name.substring(0, name.length() - ".class".length()),
                            false,
                            TypeTablesTest.class.getClassLoader());
                    String table = type.getName().replace('$', '_') + TypeTables.ENDING;
                    if (Files.exists(classes.resolve(table.replace('.', '/') + ".class"))) {
                        types.add(type);
                    }
                }
            }
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what a table says, as text. */
    private static List<String> described(TypeTable table) {
        List<String> lines = new ArrayList<>();
        lines.add("record " + table.isRecord() + ", permits " + table.permitted());
        Class<?> type = table.type();
        lines.addAll(annotations(type.getAnnotations(), table::annotation));
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                Doc doc = table.ofConstant(((Enum<?>) constant).name(), Doc.class);
                lines.add(constant + " " + (doc == null ? "" : doc.value()));
            }
        }
        for (RecordField field : table.fields()) {
            lines.add(field.name() + " " + field.type() + " " + written(field.genericType()));
            for (var component : type.getRecordComponents()) {
                if (component.getName().equals(field.name())) {
                    lines.addAll(annotations(component.getAnnotations(), field::annotation));
                }
            }
        }
        return lines;
    }

    private interface Finder {
        Annotation find(Class<? extends Annotation> type);
    }

    private static List<String> annotations(Annotation[] present, Finder table) {
        List<String> lines = new ArrayList<>();
        for (Annotation annotation : present) {
            if (!annotation.annotationType().getName().startsWith("dev.brownout.")) {
                continue;
            }
            lines.add(values(annotation.annotationType(), table.find(annotation.annotationType())));
        }
        return lines;
    }

    private static String values(Class<? extends Annotation> type, Annotation annotation) {
        StringBuilder values = new StringBuilder(type.getName());
        for (var element : type.getDeclaredMethods()) {
            try {
                element.setAccessible(true);
                Object value = element.invoke(annotation);
                values.append(' ')
                        .append(element.getName())
                        .append('=')
                        .append(value instanceof Object[] items ? Arrays.toString(items) : value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return values.toString();
    }

    private static String written(Type type) {
        if (type instanceof WildcardType wildcard) {
            return written(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof TypeVariable<?> variable) {
            return written(variable.getBounds()[0]);
        }
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType()
                    + Arrays.stream(generic.getActualTypeArguments())
                            .map(TypeTablesTest::written)
                            .toList()
                            .toString();
        }
        return type.toString();
    }
}
