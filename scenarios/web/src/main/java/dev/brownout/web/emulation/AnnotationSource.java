package dev.brownout.web.emulation;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Source of a class that implements an annotation type with the values of its elements. */
final class AnnotationSource {
    private static final String ENDING = "_Annotation";

    private final Class<?> type;
    private final List<Method> elements;

    AnnotationSource(Class<?> type) {
        this.type = type;
        this.elements = elements(type);
    }

    /** Returns the name of the class that implements an annotation type. */
    static String qualifiedName(Class<?> type) {
        return type.getName() + ENDING;
    }

    /** Returns the elements of an annotation type in the order of the parameters of its implementation. */
    private static List<Method> elements(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    /** Returns an expression that creates the implementation of an annotation. */
    static String creation(Annotation annotation) {
        return elements(annotation.annotationType()).stream()
                .map(element -> literal(value(element, annotation)))
                .collect(Collectors.joining(", ", "new " + qualifiedName(annotation.annotationType()) + "(", ")"));
    }

    private static Object value(Method element, Annotation annotation) {
        try {
            element.setAccessible(true);
            return element.invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(element.toString(), e);
        }
    }

    private static String literal(Object value) {
        if (value instanceof Object[] items) {
            return Arrays.stream(items)
                    .map(AnnotationSource::literal)
                    .collect(Collectors.joining(
                            ", ", "new " + value.getClass().getComponentType().getCanonicalName() + "[] {", "}"));
        }
        if (value instanceof String text) {
            return "\"" + text.chars().mapToObj(AnnotationSource::escape).collect(Collectors.joining()) + "\"";
        }
        if (value instanceof Class<?> type) {
            return type.getCanonicalName() + ".class";
        }
        if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getCanonicalName() + "." + constant.name();
        }
        if (value instanceof Boolean || value instanceof Integer || value instanceof Double) {
            return value.toString();
        }
        throw new IllegalStateException("no source of " + value + ", a " + value.getClass());
    }

    private static String escape(int character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            default -> Character.toString(character);
        };
    }

    @Override
    public String toString() {
        String name = type.getSimpleName();
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
                        type.getPackageName(),
                        name,
                        name + ENDING,
                        name,
                        join("    private final %1$s %2$s;\n"),
                        name + ENDING,
                        elements.stream()
                                .map(element -> type(element) + " " + element.getName())
                                .collect(Collectors.joining(", ")),
                        join("        this.%2$s = %2$s;\n"),
                        name,
                        join("\n    @Override\n    public %1$s %2$s() {\n        return %2$s;\n    }\n"));
    }

    private static String type(Method element) {
        return element.getGenericReturnType().getTypeName().replace('$', '.');
    }

    private String join(String form) {
        return elements.stream()
                .map(element -> form.formatted(type(element), element.getName()))
                .collect(Collectors.joining());
    }
}
