package dev.brownout.web.emulation;

import dev.brownout.typetable.TypeTable;
import java.lang.annotation.Annotation;
import java.util.List;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.StringChooseEmitter;
import org.teavm.model.emit.ValueEmitter;

/** Replaces the creation of a type table by reflection with a choice among all generated tables. */
final class TypeTableLookup {
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
        for (Class<?> typed : TypeTableGenerator.typesWithTables()) {
            String table = TypeTableSource.qualifiedName(typed);
            choice.option(typed.getName(), () -> program.construct(table).returnValue());
        }
        choice.otherwise(() -> program.construct(EmptyTable.class, type).returnValue());
        program.exit();
    }
}
