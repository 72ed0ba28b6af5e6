package dev.brownout.typetable;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Table that reads a type by reflection. It parses annotations and finds the constructor on first use. */
final class ReflectedTypeTable extends TypeTable {
    private static final Annotation[] UNREAD = {};

    private Constructor<?> constructor;

    ReflectedTypeTable(Class<?> type) {
        super(type, UNREAD, permitted(type), fields(type));
    }

    private static List<Class<?>> permitted(Class<?> type) {
        return type.isSealed() && !type.isEnum() ? List.of(type.getPermittedSubclasses()) : List.of();
    }

    private static List<RecordField> fields(Class<?> type) {
        List<RecordField> fields = new ArrayList<>();
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                fields.add(new ReflectedField(component, fields.size()));
            }
        }
        return List.copyOf(fields);
    }

    /** Record component that is read by reflection. */
    private static final class ReflectedField extends RecordField {
        private final RecordComponent component;

        ReflectedField(RecordComponent component, int index) {
            super(component.getName(), index, component.getType(), component.getType(), UNREAD);
            this.component = component;
        }

        @Override
        public Type genericType() {
            return upperBound(component.getGenericType());
        }

        /** Returns a type with each wildcard and type variable replaced by its upper bound. */
        private static Type upperBound(Type type) {
            if (type instanceof ParameterizedType generic) {
                return GenericType.of(
                        (Class<?>) generic.getRawType(),
                        Arrays.stream(generic.getActualTypeArguments())
                                .map(ReflectedField::upperBound)
                                .toArray(Type[]::new));
            }
            if (type instanceof WildcardType wildcard) {
                return upperBound(wildcard.getUpperBounds()[0]);
            }
            return type instanceof TypeVariable<?> variable ? upperBound(variable.getBounds()[0]) : type;
        }

        @Override
        public <A extends Annotation> A annotation(Class<A> annotation) {
            return component.getAnnotation(annotation);
        }
    }

    @Override
    public <A extends Annotation> A annotation(Class<A> annotation) {
        return type().getAnnotation(annotation);
    }

    @Override
    public boolean isRecord() {
        return type().isRecord();
    }

    @Override
    protected Object value(Object record, int index) {
        try {
            Method accessor = ((ReflectedField) fields().get(index)).component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
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
            return constructor().newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("cannot make " + type().getName(), refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Constructor<?> constructor() throws NoSuchMethodException {
        if (constructor == null) {
            Constructor<?> found = type().getDeclaredConstructor(
                            fields().stream().map(RecordField::type).toArray(Class<?>[]::new));
            found.setAccessible(true);
            constructor = found;
        }
        return constructor;
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
