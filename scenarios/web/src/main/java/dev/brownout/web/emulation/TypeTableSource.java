package dev.brownout.web.emulation;

import dev.brownout.typetable.RecordField;
import dev.brownout.typetable.TypeTable;
import dev.brownout.typetable.TypeTables;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Source of the table of one type. */
final class TypeTableSource {
    /** Ending of the names of tables. The names of nested types are joined by underscores. */
    static final String ENDING = "_Table";

    private final Class<?> type;
    private final TypeTable table;
    private final RecordComponent[] components;

    TypeTableSource(Class<?> type) {
        this.type = type;
        this.table = TypeTables.table(type);
        this.components = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    }

    /** Returns the name of the table of a type. */
    static String qualifiedName(Class<?> type) {
        return type.getName().replace('$', '_') + ENDING;
    }

    @Override
    public String toString() {
        String qualified = qualifiedName(type);
        String name = qualified.substring(qualified.lastIndexOf('.') + 1);
        return """
                package %s;

                import dev.brownout.typetable.GenericType;
                import dev.brownout.typetable.RecordField;
                import dev.brownout.typetable.TypeTable;
                import java.lang.annotation.Annotation;
                import java.util.List;

                /** Table of {@link %s}. */
                @SuppressWarnings({"unchecked", "rawtypes", "cast"})
                final class %s extends TypeTable {
                    %s() {
                        super(
                                %s.class,
                                %s,
                                List.of(%s),
                                List.of(%s));
                    }
                %s%s%s}
                """.formatted(
                        type.getPackageName(),
                        type.getCanonicalName(),
                        name,
                        name,
                        type.getCanonicalName(),
                        annotations(type),
                        table.permitted().stream().map(TypeTableSource::raw).collect(Collectors.joining(", ")),
                        fields(),
                        recordMethods(),
                        constants(),
                        packageAnnotations());
    }

    private String fields() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < components.length; i++) {
            RecordField field = table.fields().get(i);
            fields.append(i == 0 ? "\n" : ",\n")
                    .append("                        new RecordField(\"")
                    .append(field.name())
                    .append("\", ")
                    .append(i)
                    .append(", ")
                    .append(raw(field.type()))
                    .append(", ")
                    .append(generic(field.genericType()));
            for (Annotation annotation : TypeTableGenerator.marked(components[i])) {
                fields.append(", ").append(AnnotationSource.creation(annotation));
            }
            fields.append(")");
        }
        return fields.toString();
    }

    private static String raw(Class<?> type) {
        return type.getCanonicalName() + ".class";
    }

    private static String generic(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Stream.concat(Stream.of(generic.getRawType()), Arrays.stream(generic.getActualTypeArguments()))
                    .map(TypeTableSource::generic)
                    .collect(Collectors.joining(", ", "GenericType.of(", ")"));
        }
        return raw((Class<?>) type);
    }

    private String recordMethods() {
        if (!type.isRecord()) {
            return "";
        }
        String name = type.getCanonicalName();
        StringBuilder values = new StringBuilder();
        StringBuilder arguments = new StringBuilder();
        for (int i = 0; i < components.length; i++) {
            values.append("            case %d -> ((%s) record).%s();\n".formatted(i, name, components[i].getName()));
            arguments
                    .append(i == 0 ? "" : ", ")
                    .append("(%s) values[%d]".formatted(components[i].getType().getCanonicalName(), i));
        }
        String accessor = """

                    @Override
                    protected Object value(Object record, int index) {
                        return switch (index) {
                %s            default -> throw new IndexOutOfBoundsException(index);
                        };
                    }
                """.formatted(values);
        return (components.length == 0 ? "" : accessor) + """

                    @Override
                    public boolean isRecord() {
                        return true;
                    }

                    @Override
                    public Object create(Object... values) {
                        return new %s(%s);
                    }
                """.formatted(name, arguments);
    }

    private String constants() {
        String cases = Arrays.stream(type.getFields())
                .filter(Field::isEnumConstant)
                .filter(constant -> !TypeTableGenerator.marked(constant).isEmpty())
                .map(constant -> "            case \"%s\" -> find(%s, annotation);\n"
                        .formatted(constant.getName(), annotations(constant)))
                .collect(Collectors.joining());
        return cases.isEmpty() ? "" : """

                    @Override
                    public <A extends Annotation> A ofConstant(String constant, Class<A> annotation) {
                        return switch (constant) {
                %s            default -> null;
                        };
                    }
                """.formatted(cases);
    }

    /** Returns the method for annotations on the package, for a top-level type that has annotations itself. */
    private String packageAnnotations() {
        boolean described = type.getDeclaringClass() == null
                && !TypeTableGenerator.marked(type).isEmpty()
                && !TypeTableGenerator.marked(type.getPackage()).isEmpty();
        return !described ? "" : """

                    @Override
                    public <A extends Annotation> A ofPackage(Class<A> annotation) {
                        return find(%s, annotation);
                    }
                """.formatted(annotations(type.getPackage()));
    }

    private static String annotations(AnnotatedElement element) {
        return TypeTableGenerator.marked(element).stream()
                .map(AnnotationSource::creation)
                .collect(Collectors.joining(", ", "new Annotation[] {", "}"));
    }
}
