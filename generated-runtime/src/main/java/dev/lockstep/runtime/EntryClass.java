package dev.lockstep.runtime;

import java.lang.invoke.MethodHandles;

/**
 * A subclass of {@link Entry} that passes references, made when the first function with such a signature is. There is one for each
 * {@linkplain Entry#shape shape} that is not plain, so no more than a thousand. That of an argument that is a reference, one that is
 * not, and a reference as result is made as
 *
 * <pre>{@code
 * public class Entry$LJ$L extends Entry {
 *   static {
 *     Region.register(new Entry$LJ$L());
 *   }
 *
 *   public Entry$LJ$L() {}
 *
 *   protected Entry another() {
 *     return new Entry$LJ$L();
 *   }
 *
 *   public Object call(Machine m, int fp, Object a, long b) {
 *     m.refs[fp] = a;
 *     m.slots[fp + 1] = b;
 *     callWithoutCode(m, fp);
 *     return m.refs[fp];
 *   }
 *
 *   protected long callFromHeap(Machine m, int fp) {
 *     return RegionRuntime.deliver(call(m, fp, RegionRuntime.take(m, fp), m.slots[fp + 1]), m, fp);
 *   }
 * }
 * }</pre>
 */
final class EntryClass {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private static final String ENTRY = "dev/lockstep/runtime/Entry";
  private static final String MACHINE = "dev/lockstep/runtime/Machine";
  private static final String RUNTIME = "dev/lockstep/runtime/RegionRuntime";
  private static final String OBJECT = "java/lang/Object";

  private static final int PUBLIC_SUPER = 0x21;
  private static final int PUBLIC = 1;
  private static final int PROTECTED = 4;
  private static final int STATIC = 8;

  private static final int ARETURN = 0xb0;
  private static final int METHODS = 5;

  /** By shape; {@code null} as long as no function has it. */
  private static final Entry[] MADE = new Entry[Entry.SHAPES];

  private final int shape;
  private final int arguments;
  private final ConstantPool pool = new ConstantPool(new String[0], new String[0]);
  private final JvmCode code = new JvmCode(pool);
  private final CodeBuffer methods = new CodeBuffer(512);
  private final int codeName = pool.utf8("Code");
  private final int entry = pool.classOf(ENTRY);
  private final int machine = pool.classOf(MACHINE);
  private final int runtime = pool.classOf(RUNTIME);
  private final int self;
  private final int constructor;

  private EntryClass(int shape) {
    this.shape = shape;
    arguments = Entry.arguments(shape);
    self = pool.classOf(Entry.className(shape));
    constructor = pool.method(self, "<init>", "()V");
  }

  /** An entry of the given shape, which is not plain. */
  static synchronized Entry instance(int shape) {
    if (MADE[shape] == null) {
      try {
        LOOKUP.ensureInitialized(LOOKUP.defineClass(new EntryClass(shape).file()));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e); // A lookup has access to its own package.
      }
      MADE[shape] = (Entry) Region.defined();
    }
    return MADE[shape];
  }

  private byte[] file() {
    writeInitialisers();
    writeCall();
    writeCallFromHeap();
    CodeBuffer file = new CodeBuffer(1024);
    file.u4(0xcafebabe);
    file.u4(RegionClass.JAVA_17);
    file.u2(pool.count());
    file.append(pool.entries());
    file.u2(PUBLIC_SUPER);
    file.u2(self);
    file.u2(entry);
    file.u4(0); // no interfaces, no fields
    file.u2(METHODS);
    file.append(methods);
    file.u2(0); // no attributes
    return file.toByteArray();
  }

  private void writeInitialisers() {
    code.op(JvmCode.ALOAD_0);
    code.op(JvmCode.INVOKESPECIAL, pool.method(entry, "<init>", "()V"));
    code.op(JvmCode.RETURN);
    method(PUBLIC, "<init>", "()V", 1, 1);
    pushAnother();
    code.op(JvmCode.INVOKESTATIC, pool.method(self, "register", "(Ldev/lockstep/runtime/Region;)V"));
    code.op(JvmCode.RETURN);
    method(STATIC, "<clinit>", "()V", 2, 0);
    pushAnother();
    code.op(ARETURN);
    method(PROTECTED, "another", "()L".concat(ENTRY).concat(";"), 2, 1);
  }

  private void pushAnother() {
    code.op(JvmCode.NEW, self);
    code.op(JvmCode.DUP);
    code.op(JvmCode.INVOKESPECIAL, constructor);
  }

  private void writeCall() {
    int refs = member(RegionMember.REFS);
    int slots = member(RegionMember.SLOTS);
    int local = 3;
    for (int i = 0; i < arguments; i++) {
      int type = type(i);
      code.load(JvmCode.REFERENCE, 1);
      code.op(JvmCode.GETFIELD, type == JvmCode.REFERENCE ? refs : slots);
      pushSlot(i);
      code.load(type, local);
      code.op(type == JvmCode.REFERENCE ? JvmCode.AASTORE : JvmCode.LASTORE);
      local += JvmCode.words(type);
    }
    code.op(JvmCode.ALOAD_0);
    code.load(JvmCode.REFERENCE, 1);
    code.load(JvmCode.INT, 2);
    code.op(JvmCode.INVOKEVIRTUAL, pool.method(self, "callWithoutCode", "(L".concat(MACHINE).concat(";I)J")));
    if (returnsReference()) {
      code.op(JvmCode.POP2);
      code.load(JvmCode.REFERENCE, 1);
      code.op(JvmCode.GETFIELD, refs);
      code.load(JvmCode.INT, 2);
      code.op(JvmCode.AALOAD);
      code.op(ARETURN);
    } else {
      code.op(JvmCode.LRETURN);
    }
    method(PUBLIC, "call", Entry.callType(shape), 4, local);
  }

  private void writeCallFromHeap() {
    int slots = member(RegionMember.SLOTS);
    code.op(JvmCode.ALOAD_0);
    code.load(JvmCode.REFERENCE, 1);
    code.load(JvmCode.INT, 2);
    for (int i = 0; i < arguments; i++) {
      code.load(JvmCode.REFERENCE, 1);
      if (type(i) == JvmCode.REFERENCE) {
        pushSlot(i);
        code.op(JvmCode.INVOKESTATIC, member(RegionMember.TAKE));
      } else {
        code.op(JvmCode.GETFIELD, slots);
        pushSlot(i);
        code.op(JvmCode.LALOAD);
      }
    }
    code.op(JvmCode.INVOKEVIRTUAL, pool.method(self, "call", Entry.callType(shape)));
    if (returnsReference()) {
      code.load(JvmCode.REFERENCE, 1);
      code.load(JvmCode.INT, 2);
      code.op(JvmCode.INVOKESTATIC, member(RegionMember.DELIVER));
    }
    code.op(JvmCode.LRETURN);
    method(PROTECTED, "callFromHeap", "(L".concat(MACHINE).concat(";I)J"), 6 + 2 * arguments, 3);
  }

  private int type(int argument) {
    return (Entry.isReference(shape, arguments - argument) ? Type.REFERENCE : Type.LONG).ordinal();
  }

  private boolean returnsReference() {
    return Entry.isReference(shape, 0);
  }

  /** Pushes the index in the guest's stack of a slot of the frame. */
  private void pushSlot(int slot) {
    code.load(JvmCode.INT, 2);
    code.pushInt(slot);
    code.op(JvmCode.IADD);
  }

  private int member(RegionMember member) {
    int owner = member.owner.equals(RUNTIME) ? runtime : machine;
    return member.isField()
        ? pool.field(owner, member.member, member.descriptor)
        : pool.method(owner, member.member, member.descriptor);
  }

  /** Ends a method, whose code has been emitted. */
  private void method(int access, String name, String type, int maxStack, int maxLocals) {
    methods.u2(access);
    methods.u2(pool.utf8(name));
    methods.u2(pool.utf8(type));
    methods.u2(1);
    methods.u2(codeName);
    methods.u4(12 + code.size());
    methods.u2(maxStack);
    methods.u2(maxLocals);
    methods.u4(code.size());
    methods.append(code.out);
    methods.u4(0); // no handlers, no attributes
    code.out.truncate(0);
  }
}
