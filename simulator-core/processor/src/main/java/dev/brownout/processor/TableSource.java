package dev.brownout.processor;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Source of the table of one type. */
final class TableSource {
    private static final String ENDING = "_Table";

    private final TypeElement type;
    private final Elements elements;
    private final Types types;
    private final Function<Element, List<? extends AnnotationMirror>> marked;

    /**
     * Creates the source.
     *
     * @param marked returns the annotations of an element that tables contain
     */
    TableSource(
            TypeElement type,
            ProcessingEnvironment environment,
            Function<Element, List<? extends AnnotationMirror>> marked) {
        this.type = type;
        this.elements = environment.getElementUtils();
        this.types = environment.getTypeUtils();
        this.marked = marked;
    }

    /** Returns the name of the table of a type. */
    static String qualifiedName(TypeElement type) {
        String packageName = packageName(type);
        return (packageName.isEmpty() ? "" : packageName + ".") + simpleName(type);
    }

    private static String packageName(Element type) {
        Element outer = type;
        while (!(outer instanceof PackageElement)) {
            outer = outer.getEnclosingElement();
        }
        return ((PackageElement) outer).getQualifiedName().toString();
    }

    private static String simpleName(TypeElement type) {
        String name = type.getSimpleName() + ENDING;
        for (Element outer = type.getEnclosingElement();
                outer instanceof TypeElement;
                outer = outer.getEnclosingElement()) {
            name = outer.getSimpleName() + "_" + name;
        }
        return name;
    }

    String text() {
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
                        packageName(type),
                        type.getQualifiedName(),
                        simpleName(type),
                        simpleName(type),
                        type.getQualifiedName(),
                        annotations(type),
                        type.getPermittedSubclasses().stream()
                                .map(permitted -> types.erasure(permitted) + ".class")
                                .collect(Collectors.joining(", ")),
                        fields(),
                        recordMethods(),
                        constants(),
                        packageAnnotations());
    }

    private String fields() {
        StringBuilder fields = new StringBuilder();
        int index = 0;
        for (RecordComponentElement component : type.getRecordComponents()) {
            fields.append(index == 0 ? "\n" : ",\n")
                    .append("                        new RecordField(\"")
                    .append(component.getSimpleName())
                    .append("\", ")
                    .append(index++)
                    .append(", ")
                    .append(raw(component.asType()))
                    .append(", ")
                    .append(generic(component.asType()));
            for (AnnotationMirror annotation : marked.apply(component)) {
                fields.append(", ").append(annotation(annotation));
            }
            fields.append(")");
        }
        return fields.toString();
    }

    private String raw(TypeMirror mirror) {
        return types.erasure(mirror) + ".class";
    }

    private String generic(TypeMirror mirror) {
        if (mirror instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() == null ? "Object.class" : generic(wildcard.getExtendsBound());
        }
        if (mirror instanceof TypeVariable variable) {
            return generic(variable.getUpperBound());
        }
        if (mirror instanceof DeclaredType declared
                && !declared.getTypeArguments().isEmpty()) {
            return "GenericType.of(" + raw(mirror) + ", "
                    + declared.getTypeArguments().stream().map(this::generic).collect(Collectors.joining(", "))
                    + ")";
        }
        return raw(mirror);
    }

    private String recordMethods() {
        if (type.getKind() != ElementKind.RECORD) {
            return "";
        }
        String raw = raw(type.asType()).replace(".class", "");
        StringBuilder values = new StringBuilder();
        StringBuilder arguments = new StringBuilder();
        int index = 0;
        for (RecordComponentElement component : type.getRecordComponents()) {
            values.append(
                    "            case %d -> ((%s) record).%s();\n".formatted(index, raw, component.getSimpleName()));
            arguments
                    .append(index == 0 ? "" : ", ")
                    .append("(%s) values[%d]".formatted(types.erasure(component.asType()), index++));
        }
        String accessor = """

                    @Override
                    protected Object value(Object record, int index) {
                        return switch (index) {
                %s            default -> throw new IndexOutOfBoundsException(index);
                        };
                    }
                """.formatted(values);
        return (index == 0 ? "" : accessor) + """

                    @Override
                    public boolean isRecord() {
                        return true;
                    }

                    @Override
                    public Object create(Object... values) {
                        return new %s(%s);
                    }
                """.formatted(raw, arguments);
    }

    private String constants() {
        String cases = type.getEnclosedElements().stream()
                .filter(constant -> constant.getKind() == ElementKind.ENUM_CONSTANT)
                .filter(constant -> !marked.apply(constant).isEmpty())
                .map(constant -> "            case \"%s\" -> find(%s, annotation);\n"
                        .formatted(constant.getSimpleName(), annotations(constant)))
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
        PackageElement own = elements.getPackageOf(type);
        boolean described = type.getNestingKind() == NestingKind.TOP_LEVEL
                && !marked.apply(type).isEmpty();
        return !described || marked.apply(own).isEmpty() ? "" : """

                    @Override
                    public <A extends Annotation> A ofPackage(Class<A> annotation) {
                        return find(%s, annotation);
                    }
                """.formatted(annotations(own));
    }

    private String annotations(Element element) {
        return marked.apply(element).stream()
                .map(this::annotation)
                .collect(Collectors.joining(", ", "new Annotation[] {", "}"));
    }

    private String annotation(AnnotationMirror annotation) {
        Map<? extends ExecutableElement, ? extends AnnotationValue> values =
                elements.getElementValuesWithDefaults(annotation);
        TypeElement annotationType =
                (TypeElement) annotation.getAnnotationType().asElement();
        String arguments = annotationType.getEnclosedElements().stream()
                .filter(ExecutableElement.class::isInstance)
                .map(ExecutableElement.class::cast)
                .map(element ->
                        value(element.getReturnType(), values.get(element).getValue()))
                .collect(Collectors.joining(", "));
        return "new " + AnnotationSource.qualifiedName(annotationType) + "(" + arguments + ")";
    }

    private String value(TypeMirror declared, Object value) {
        if (value instanceof List<?> items) {
            TypeMirror item = ((ArrayType) declared).getComponentType();
            return items.stream()
                    .map(each -> value(item, ((AnnotationValue) each).getValue()))
                    .collect(Collectors.joining(", ", "new " + types.erasure(item) + "[] {", "}"));
        }
        if (value instanceof TypeMirror mirror) {
            return raw(mirror);
        }
        if (value instanceof VariableElement constant) {
            return constant.getEnclosingElement() + "." + constant.getSimpleName();
        }
        return elements.getConstantExpression(value);
    }
}
