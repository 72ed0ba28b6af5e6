package dev.brownout.typetable;

import java.lang.annotation.Annotation;
import java.util.List;

/** Table of a type. {@link TypeTables} finds the table of a type. */
public abstract class TypeTable {
    private final Class<?> type;
    private final Annotation[] annotations;
    private final List<Class<?>> permitted;
    private final List<RecordField> fields;

    /**
     * Creates a table.
     *
     * @param annotations annotations on the type
     * @param permitted permitted subtypes of a sealed type, in declaration order; empty for another type
     * @param fields components of a record, in declaration order; empty for another type
     */
    protected TypeTable(Class<?> type, Annotation[] annotations, List<Class<?>> permitted, List<RecordField> fields) {
        this.type = type;
        this.annotations = annotations;
        this.permitted = permitted;
        this.fields = fields;
        for (RecordField field : fields) {
            field.table = this;
        }
    }

    /** Returns the type. */
    public final Class<?> type() {
        return type;
    }

    /** Returns an annotation on the type; {@code null} if it is absent. */
    public <A extends Annotation> A annotation(Class<A> annotation) {
        return find(annotations, annotation);
    }

    /** Returns whether the type has an annotation. */
    public final boolean has(Class<? extends Annotation> annotation) {
        return annotation(annotation) != null;
    }

    /** Returns whether the type is sealed. An enum is not, although its constants can have classes. */
    public final boolean isSealed() {
        return !permitted.isEmpty();
    }

    /** Returns the permitted subtypes of a sealed type, in declaration order; empty for another type. */
    public final List<Class<?>> permitted() {
        return permitted;
    }

    /** Returns the components of a record, in declaration order; empty for another type. */
    public final List<RecordField> fields() {
        return fields;
    }

    /** Returns whether the type is a record. */
    public boolean isRecord() {
        return false;
    }

    /** Returns the value of a component of a record. */
    protected Object value(Object record, int index) {
        throw new IllegalStateException(type + " is not a record");
    }

    /**
     * Creates a record from the values of its components, in declaration order.
     *
     * @throws IllegalArgumentException if the record rejects the values
     */
    public Object create(Object... values) {
        throw new IllegalStateException(type + " is not a record");
    }

    /**
     * Returns an annotation on a constant of an enum; {@code null} if it is absent.
     *
     * @param constant name of the constant
     */
    public <A extends Annotation> A ofConstant(String constant, Class<A> annotation) {
        return null;
    }

    /** Returns an annotation on the package of the type; {@code null} if it is absent. */
    public <A extends Annotation> A ofPackage(Class<A> annotation) {
        return null;
    }

    /** Returns the only annotation of a type among some; {@code null} if there is none. */
    protected static <A extends Annotation> A find(Annotation[] annotations, Class<A> type) {
        for (Annotation annotation : annotations) {
            if (type.isInstance(annotation)) {
                return type.cast(annotation);
            }
        }
        return null;
    }
}
