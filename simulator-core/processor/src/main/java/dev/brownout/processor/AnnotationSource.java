package dev.brownout.processor;

import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Source of a class that implements an annotation type with the values of its elements. */
final class AnnotationSource {
    private static final String ENDING = "_Annotation";

    private final TypeElement type;
    private final List<ExecutableElement> elements;

    AnnotationSource(TypeElement type) {
        this.type = type;
        this.elements = ElementFilter.methodsIn(type.getEnclosedElements());
    }

    /** Returns the name of the class that implements an annotation type. */
    static String qualifiedName(TypeElement type) {
        return type.getQualifiedName() + ENDING;
    }

    String text() {
        String name = type.getSimpleName().toString();
        String qualified = type.getQualifiedName().toString();
        return """
                package %s;

                /** Implementation of {@link %s}. */
                public final class %s implements %s {
                %s
                    public %s(%s) {
                %s    }

                    @Override
                    public Class<? extends java.lang.annotation.Annotation> annotationType() {
                        return %s.class;
                    }
                %s}
                """.formatted(
                        qualified.substring(0, qualified.length() - name.length() - 1),
                        name,
                        name + ENDING,
                        name,
                        joined("    private final %1$s %2$s;\n"),
                        name + ENDING,
                        elements.stream()
                                .map(element -> element.getReturnType() + " " + element.getSimpleName())
                                .collect(Collectors.joining(", ")),
                        joined("        this.%2$s = %2$s;\n"),
                        name,
                        joined("\n    @Override\n    public %1$s %2$s() {\n        return %2$s;\n    }\n"));
    }

    private String joined(String form) {
        return elements.stream()
                .map(element -> form.formatted(element.getReturnType(), element.getSimpleName()))
                .collect(Collectors.joining());
    }
}
