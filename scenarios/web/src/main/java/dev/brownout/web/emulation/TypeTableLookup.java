package dev.brownout.web.emulation;

import dev.brownout.typetable.TypeTable;
import dev.brownout.typetable.TypeTables;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.StringChooseEmitter;
import org.teavm.model.emit.ValueEmitter;

/** Replaces the search for generated tables of types, which uses reflection, with a choice among all tables. */
final class TypeTableLookup {
    private static final String CLASS = ".class";

    private TypeTableLookup() {}

    /** Table of a type for which none was generated. Such a type has no annotations and no permitted subtypes. */
    public static final class EmptyTable extends TypeTable {
        /**
         * Creates a table without content.
         *
         * @throws IllegalArgumentException if the type is a record, which has components
         */
        public EmptyTable(Class<?> type) {
            super(type, new Annotation[0], List.of(), List.of());
            if (type.getSuperclass() == Record.class) {
                throw new IllegalArgumentException("no table of " + type.getName());
            }
        }
    }

    /** Replaces the method that loads a table. */
    static void replace(ClassHolder tables, ClassHolderTransformerContext context) {
        MethodHolder method = tables.getMethod(new MethodDescriptor("load", Class.class, TypeTable.class));
        ProgramEmitter program = ProgramEmitter.create(method, context.getHierarchy());
        ValueEmitter type = program.var(1, Class.class);
        StringChooseEmitter choice = program.stringChoice(type.invokeVirtual("getName", String.class));
        names().forEach((name, table) ->
                choice.option(name, () -> program.construct(table).returnValue()));
        choice.otherwise(() -> program.construct(EmptyTable.class, type).returnValue());
        program.exit();
    }

    /** Returns the names of all tables by the names of their types. */
    private static Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        for (String file : ModuleFiles.named(name -> name.endsWith(TypeTables.ENDING + CLASS))) {
            String table = file.substring(0, file.length() - CLASS.length()).replace('/', '.');
            try {
                Constructor<?> constructor = Class.forName(table).getDeclaredConstructor();
                constructor.setAccessible(true);
                names.put(((TypeTable) constructor.newInstance()).type().getName(), table);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(table, e);
            }
        }
        return names;
    }
}
