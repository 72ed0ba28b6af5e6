package dev.brownout.typetable;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Component of a record class: its name, type, annotations and accessor. */
public class RecordField {
    private final String name;
    private final int index;
    private final Class<?> type;
    private final Type genericType;
    private final Annotation[] annotations;
    TypeTable table;

    /**
     * Creates the description of a component.
     *
     * @param index position among the components of the record, from 0
     * @param genericType type with its type arguments; the class itself if it has none
     */
    public RecordField(String name, int index, Class<?> type, Type genericType, Annotation... annotations) {
        this.name = name;
        this.index = index;
        this.type = type;
        this.genericType = genericType;
        this.annotations = annotations;
    }

    /** Returns the name of the component. */
    public final String name() {
        return name;
    }

    /** Returns the word for the component in a scenario and in a result: its name in snake case. */
    public final String yamlName() {
        return snakeCase(name.endsWith("_") ? name.substring(0, name.length() - 1) : name);
    }

    /** Returns a name in camel case as words in lower case, separated by underscores. */
    public static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (Character.isUpperCase(letter)) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(letter));
        }
        return snake.toString();
    }

    /** Returns the type of the component without type arguments. */
    public final Class<?> type() {
        return type;
    }

    /** Returns the type of the component with its type arguments. */
    public Type genericType() {
        return genericType;
    }

    /** Returns an annotation; {@code null} if it is absent. */
    public <A extends Annotation> A annotation(Class<A> annotation) {
        return TypeTable.find(annotations, annotation);
    }

    /** Returns whether the component has an annotation. */
    public final boolean has(Class<? extends Annotation> annotation) {
        return annotation(annotation) != null;
    }

    /** Returns the value of the component of a record. */
    public final Object value(Object record) {
        return table.value(record, index);
    }

    @Override
    public final String toString() {
        return table.type().getName() + "." + name;
    }
}
