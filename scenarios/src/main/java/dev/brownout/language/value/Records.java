package dev.brownout.language.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.vocabulary.SpecFields;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Makes records from the values of their components. The values are ready: each has been read by our own grammar, so
 * Jackson takes them from the tree as they are and only matches them with the constructor's parameters.
 */
public final class Records {
    /** One for all: what it finds out about a record is costly and always the same. */
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().annotationIntrospector(new AsTheyAre()).build();

    private static final ClassValue<Constructor<?>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
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
    };

    /**
     * Makes a record.
     *
     * @param values by the names of the record's parameters, as a scenario writes them
     * @throws IllegalArgumentException if the record refuses them
     */
    public <R> R make(Class<R> type, Map<String, Object> values) {
        ObjectNode tree = MAPPER.createObjectNode();
        List<RecordComponent> components = SpecFields.components(type.asSubclass(Record.class));
        for (int i = 0; i < components.size(); i++) {
            String written = SpecFields.of(type).fields().get(i).name();
            if (values.containsKey(written)) {
                tree.putPOJO(components.get(i).getName(), values.get(written));
            }
        }
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException refused) {
            Throwable cause = refused;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof IllegalArgumentException ours) {
                throw ours;
            }
            throw new IllegalStateException("cannot make " + type.getName(), refused);
        }
    }

    /**
     * Makes a record from the values of its components in their order.
     *
     * @throws IllegalArgumentException if the record refuses them
     */
    static <R> R inOrder(Class<R> type, List<Object> values) {
        try {
            return type.cast(CONSTRUCTORS.get(type).newInstance(values.toArray()));
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException ours) {
                throw ours;
            }
            throw new IllegalStateException("cannot make " + type.getName(), refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The value that a record has for one of its components. */
    public static Object value(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Tells Jackson to take every property as it stands in the tree. */
    private static final class AsTheyAre extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Object findDeserializer(Annotated property) {
            return property instanceof AnnotatedClass ? null : Embedded.class;
        }
    }

    /** Reads a value that stands in the tree as an object. */
    private static final class Embedded extends JsonDeserializer<Object> {
        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.getEmbeddedObject();
        }
    }
}
