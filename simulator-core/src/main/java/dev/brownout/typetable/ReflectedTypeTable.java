package dev.brownout.typetable;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Table of a type without a generated table. It reads the type by reflection. */
final class ReflectedTypeTable extends TypeTable {
    private final List<Method> accessors = new ArrayList<>();
    private final Constructor<?> constructor;

    ReflectedTypeTable(Class<?> type) {
        super(type, type.getAnnotations(), permitted(type), fields(type));
        this.constructor = type.isRecord() ? constructor(type) : null;
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                accessors.add(component.getAccessor());
            }
        }
    }

    private static List<Class<?>> permitted(Class<?> type) {
        return type.isSealed() && !type.isEnum() ? List.of(type.getPermittedSubclasses()) : List.of();
    }

    private static List<RecordField> fields(Class<?> type) {
        List<RecordField> fields = new ArrayList<>();
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                fields.add(new RecordField(
                        component.getName(),
                        fields.size(),
                        component.getType(),
                        component.getGenericType(),
                        component.getAnnotations()));
            }
        }
        return List.copyOf(fields);
    }

    private static Constructor<?> constructor(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean isRecord() {
        return type().isRecord();
    }

    @Override
    protected Object value(Object record, int index) {
        try {
            return accessors.get(index).invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Object create(Object... values) {
        if (!isRecord()) {
            return super.create(values);
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("cannot make " + type().getName(), refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public <A extends Annotation> A ofConstant(String constant, Class<A> annotation) {
        try {
            return type().getField(constant).getAnnotation(annotation);
        } catch (NoSuchFieldException e) {
            throw new IllegalArgumentException(type() + " has no constant " + constant, e);
        }
    }

    @Override
    public <A extends Annotation> A ofPackage(Class<A> annotation) {
        return type().getPackage().getAnnotation(annotation);
    }
}
