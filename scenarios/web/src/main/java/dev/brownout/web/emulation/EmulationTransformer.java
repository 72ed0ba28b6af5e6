package dev.brownout.web.emulation;

import dev.brownout.typetable.TypeTables;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import org.teavm.model.AccessLevel;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.model.instructions.StringConstantInstruction;

/**
 * Extension of TeaVM that adds methods to classes, or replaces their methods. An added or replaced method calls the
 * static method of the same name in a class of this package. If it is an instance method, its object is the first
 * argument.
 */
public final class EmulationTransformer implements ClassHolderTransformer {
    /** Classes that have the methods, by the names of the changed classes. */
    private static final Map<String, Class<?>> METHODS = Map.ofEntries(
            Map.entry("java.lang.Math", MathMethods.class),
            Map.entry("java.lang.Character", TextMethods.OfCharacters.class),
            Map.entry("java.lang.Double", TextMethods.OfDoubles.class),
            Map.entry("java.math.BigDecimal", TextMethods.OfDecimals.class),
            Map.entry("java.math.BigInteger", TextMethods.OfBigIntegers.class),
            Map.entry("java.lang.String", TextMethods.OfStrings.class),
            Map.entry("java.io.PrintStream", TextMethods.OfPrintStreams.class),
            Map.entry("java.util.regex.Matcher", TextMethods.OfMatchers.class),
            Map.entry("java.util.Collections", CollectionMethods.OfCollections.class),
            Map.entry("java.util.stream.Stream", CollectionMethods.OfStreams.class),
            Map.entry("java.util.stream.doubleimpl.SimpleDoubleStreamImpl", CollectionMethods.OfDoubleStreams.class),
            Map.entry("java.lang.Runtime", PlatformMethods.OfRuntime.class),
            Map.entry(
                    "org.apache.commons.math3.exception.util.ExceptionContext", MathematicsLibrary.OfExceptions.class),
            Map.entry("org.apache.commons.math3.util.FastMathLiteralArrays", MathematicsLibrary.OfTables.class),
            Map.entry(MathematicsLibrary.Calculation.class.getName(), MathematicsLibrary.Calculation.class),
            Map.entry("dev.brownout.runtime.HeapGuard", PlatformMethods.OfHeapGuard.class));

    private static final String CHARACTER_CLASSES = "java.util.regex.AbstractCharClass$PredefinedCharacterClasses";

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        Class<?> replacements = METHODS.get(type.getName());
        if (replacements == MathematicsLibrary.Calculation.class) {
            Arrays.stream(replacements.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .forEach(method -> delegate(method, type, context));
        } else if (replacements != null) {
            Arrays.stream(replacements.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .forEach(method -> replaceMethod(method, type, context));
        }
        if (type.getName().equals(TypeTables.class.getName())) {
            TypeTableLookup.replace(type, context);
        }
        if (type.getName().equals("java.lang.String")) {
            addConstructor(type, context);
        }
        if (type.getName().equals(CHARACTER_CLASSES)) {
            type.getMethods().forEach(EmulationTransformer::correctName);
        }
    }

    /** Adds the constructor of a text from bytes. */
    private static void addConstructor(ClassHolder type, ClassHolderTransformerContext context) {
        MethodHolder method = new MethodHolder(
                "<init>",
                ValueType.parse(byte[].class),
                ValueType.INTEGER,
                ValueType.INTEGER,
                ValueType.INTEGER,
                ValueType.VOID);
        method.setLevel(AccessLevel.PUBLIC);
        type.addMethod(method);
        ProgramEmitter program = ProgramEmitter.create(method, context.getHierarchy());
        ValueEmitter characters = program.invoke(
                TextMethods.OfStrings.class,
                "characters",
                char[].class,
                program.var(1, byte[].class),
                program.var(2, ValueType.INTEGER),
                program.var(3, ValueType.INTEGER),
                program.var(4, ValueType.INTEGER));
        program.var(0, String.class).invokeSpecial("<init>", characters);
        program.exit();
    }

    /** Corrects the name of the class of numbers in regular expressions, which is looked up as {@code IsN}. */
    private static void correctName(MethodHolder method) {
        if (method.getProgram() == null) {
            return;
        }
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof StringConstantInstruction text
                        && text.getConstant().equals("N")) {
                    text.setConstant("IsN");
                }
            }
        }
    }

    private static void replaceMethod(Method replacement, ClassHolder type, ClassHolderTransformerContext context) {
        Class<?>[] parameters = replacement.getParameterTypes();
        MethodDescriptor whole = descriptor(replacement, parameters);
        MethodDescriptor onObject = parameters.length == 0
                ? whole
                : descriptor(replacement, Arrays.copyOfRange(parameters, 1, parameters.length));
        MethodHolder method = type.getMethod(whole);
        boolean instance = false;
        if (method == null && parameters.length > 0 && !parameters[0].isPrimitive()) {
            method = type.getMethod(onObject);
            instance = method != null;
        }
        if (method == null) {
            instance = parameters.length > 0 && parameters[0].getName().equals(type.getName());
            method = new MethodHolder(instance ? onObject : whole);
            method.setLevel(AccessLevel.PUBLIC);
            if (!instance) {
                method.getModifiers().add(ElementModifier.STATIC);
            }
            type.addMethod(method);
        }
        int first = instance ? 0 : 1;
        method.getModifiers().remove(ElementModifier.NATIVE);
        ProgramEmitter program = ProgramEmitter.create(method, context.getHierarchy());
        ValueEmitter[] arguments = new ValueEmitter[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = program.var(first + i, ValueType.parse(parameters[i]));
        }
        program.invoke(new MethodReference(replacement.getDeclaringClass().getName(), whole), arguments)
                .returnValue();
    }

    /** Lets a static method call the one of the same name of the library, which the Java compiler cannot see. */
    private static void delegate(Method method, ClassHolder type, ClassHolderTransformerContext context) {
        MethodDescriptor descriptor = descriptor(method, method.getParameterTypes());
        ProgramEmitter program = ProgramEmitter.create(type.getMethod(descriptor), context.getHierarchy());
        ValueEmitter[] arguments = new ValueEmitter[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = program.var(i + 1, ValueType.parse(method.getParameterTypes()[i]));
        }
        program.invoke(new MethodReference(MathematicsLibrary.CALCULATION, descriptor), arguments)
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
