package dev.brownout.web.emulation;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.teavm.model.AccessLevel;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;

/** Extension of TeaVM that adds {@link MissingMethods} to classes, or replaces methods that a browser cannot run. */
public final class EmulationTransformer implements ClassHolderTransformer {
    /** Names of the methods, by their classes. */
    private static final Map<String, List<String>> METHODS = Map.of(
            "java.lang.Math", List.of("multiplyHigh"),
            "java.lang.Character", List.of("toString"),
            "java.lang.String", List.of("lines"),
            "java.lang.Runtime", List.of("maxMemory"),
            "java.util.regex.Matcher", List.of("replaceAll"),
            "java.util.stream.Stream", List.of("ofNullable"),
            "java.util.Collections", List.of("emptyNavigableMap", "unmodifiableNavigableMap", "unmodifiableSortedMap"),
            "dev.brownout.runtime.HeapGuard", List.of("isShort"));

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        for (String name : METHODS.getOrDefault(type.getName(), List.of())) {
            add(replacement(name), type, context);
        }
    }

    private static Method replacement(String name) {
        return Arrays.stream(MissingMethods.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no replacement of " + name));
    }

    private static void add(Method replacement, ClassHolder type, ClassHolderTransformerContext context) {
        Class<?>[] parameters = replacement.getParameterTypes();
        boolean onObject = parameters.length > 0 && parameters[0].getName().equals(type.getName());
        Class<?>[] declared = onObject ? Arrays.copyOfRange(parameters, 1, parameters.length) : parameters;
        MethodDescriptor descriptor = descriptor(replacement, declared);
        MethodDescriptor replaced = descriptor(replacement, parameters);
        MethodHolder method = type.getMethod(descriptor);
        if (method == null) {
            method = new MethodHolder(descriptor);
            method.setLevel(AccessLevel.PUBLIC);
            if (!onObject) {
                method.getModifiers().add(ElementModifier.STATIC);
            }
            type.addMethod(method);
        }
        ProgramEmitter program = ProgramEmitter.create(method, context.getHierarchy());
        ValueEmitter[] arguments = new ValueEmitter[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = program.var(onObject ? i : i + 1, ValueType.parse(parameters[i]));
        }
        program.invoke(new MethodReference(MissingMethods.class.getName(), replaced), arguments)
                .returnValue();
    }

    private static MethodDescriptor descriptor(Method method, Class<?>... parameters) {
        ValueType[] signature = new ValueType[parameters.length + 1];
        for (int i = 0; i < parameters.length; i++) {
            signature[i] = ValueType.parse(parameters[i]);
        }
        signature[parameters.length] = ValueType.parse(method.getReturnType());
        return new MethodDescriptor(method.getName(), signature);
    }
}
