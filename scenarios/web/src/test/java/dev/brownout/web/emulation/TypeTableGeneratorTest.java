package dev.brownout.web.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.catalog.Catalog;
import dev.brownout.component.cache.CacheSpec;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.typetable.RecordField;
import dev.brownout.typetable.TypeTable;
import dev.brownout.typetable.TypeTables;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the generated type tables with reflection. */
class TypeTableGeneratorTest {

    @Test
    void generatedTablesAgreeWithReflection() throws ReflectiveOperationException {
        List<Class<?>> types = TypeTableGenerator.typesWithTables();
        assertThat(types).hasSizeGreaterThan(500).contains(CacheSpec.class);
        for (Class<?> type : types) {
            assertThat(described(generated(type))).as(type.getName()).isEqualTo(described(TypeTables.table(type)));
        }
    }

    @Test
    void everyKindHasATable() {
        List<Class<?>> types = TypeTableGenerator.typesWithTables();
        Stream<Class<?>> kinds = Stream.of(Catalog.components(), Catalog.policies(), Catalog.faults(), Catalog.steps())
                .flatMap(List::stream);
        assertThat(kinds).allSatisfy(kind -> {
            assertThat(types).contains(kind);
            assertThat(TypeTables.table(kind).has(Kind.class)).isTrue();
        });
    }

    private static TypeTable generated(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor =
                Class.forName(TypeTableSource.qualifiedName(type)).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (TypeTable) constructor.newInstance();
    }

    /** Returns the content of a table as text. */
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
            lines.add(field.name() + " " + field.type() + " " + field.genericType());
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
}
