package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The class file around the code of a region (JVMS 4): everything that is the same in all regions of an instruction set is
 * encoded once. Not thread-safe.
 *
 * <p>All branch targets of a region have the same stack-map frame (JVMS 4.7.4), because all its locals are set at the entry
 * and keep their types: the first frame lists them, the others say "same".
 */
final class RegionClass {

  private static final String REGION = "dev/lockstep/runtime/Region";
  private static final String ENTRY = "dev/lockstep/runtime/Entry";
  private static final String MACHINE = "dev/lockstep/runtime/Machine";
  private static final String RUNTIME = "dev/lockstep/runtime/RegionRuntime";
  private static final String GUEST_EXCEPTION = "dev/lockstep/runtime/GuestException";

  /** The digits make room for the pc of the entry, by which profilers and stack traces then name the region. */
  private static final String NAME = "Region00000000";

  private static final String CACHES = "CACHES";
  private static final String LONGS = "[J";
  private static final String ENTRIES = "ENTRIES";
  private static final String ENTRY_TYPE = "L" + ENTRY + ";";
  private static final String ENTRY_ARRAY = "[" + ENTRY_TYPE;

  /** The index of the callee follows. */
  private static final String CALLEE = "CALLEE";

  private static final String RUN = "(L" + MACHINE + ";[J[III)I";
  static final int JAVA_17 = 61;

  // The method with the code: of a region, of a function, and of one that another method lowers the limit for.
  static final String RUN_METHOD = "run";
  static final String BODY = "body";
  static final String LARGE_BODY = "largeBody";

  /** How many bytes of the file are neither the pool nor members: what comes before them and after them. */
  private static final int FIXED = 16;

  /** The one of {@link Entry} and the body. */
  private static final int FUNCTION_METHODS = 2;

  private static final int FINAL_SUPER = 0x30;
  private static final int PUBLIC_FINAL = 0x11;
  private static final int STATIC = 8;
  private static final int STATIC_FINAL = 0x18;

  final ConstantPool pool;

  // What code refers to, by index in the pool.
  final int machine;
  final int context;
  final int objectClass;
  final int objectsClass;
  final int longsClass;
  final int intsClass;
  final int throwableClass;
  final int region;
  final int entryClass;
  final int self;

  final int codeName;
  final int stackMapName;
  final int bodyName;
  final int largeBodyName;
  final int callName;

  /** Where in the pool's bytes the name of the class being made ends. */
  private final int endOfName;

  private final int anyMachine;
  private final int initName;
  private final int clinitName;
  private final int nothing;
  private final int init;
  private final int regionInit;
  private final int entryInit;
  private final int selfInit;
  private final int register;
  private final int runName;
  private final int runType;
  private final byte[] regionMiddle;
  private final byte[] functionMiddle;
  private final int[] members = new int[RegionMember.values().length];

  /** How many computed calls the code has, and the field with their caches; {@code null} if it has none. */
  private int cached;

  private Field caches;

  /** The field with the entries of all functions; {@code null} if the code calls no other one. */
  private Field entries;

  /** The callees that are constants, and the fields with them. */
  private final Map<Entry, Field> bound = new LinkedHashMap<>();

  /** The type of these; 0 if there are none. */
  private int entryType;

  /** All of these fields. */
  private final List<Field> fields = new ArrayList<>(0);

  /** {@link RegionRuntime}; 0 if the code does not refer to it. */
  private int runtime;

  /** A static final field, its name and its type, by index in the pool. */
  private record Field(int index, int name, int type) {}

  RegionClass(Stencils stencils) {
    pool = new ConstantPool(stencils.methods(), stencils.classes());
    // No + on strings: its bootstrap takes more time than the first region.
    String packageName = stencils.lookup().lookupClass().getPackageName().replace('.', '/');
    self = pool.classOf(packageName.isEmpty() ? NAME : packageName.concat("/").concat(NAME));
    endOfName = pool.entries().size() - 3; // a class entry has come after it
    region = pool.classOf(REGION);
    anyMachine = pool.classOf(MACHINE);
    machine = pool.classOf(stencils.machine());
    String type = stencils.contextDescriptor();
    context = type == null ? 0 : pool.field(machine, "context", type);
    entryClass = pool.classOf(ENTRY);
    objectClass = pool.classOf("java/lang/Object");
    objectsClass = pool.classOf("[Ljava/lang/Object;");
    longsClass = pool.classOf(LONGS);
    intsClass = pool.classOf("[I");
    throwableClass = pool.classOf("java/lang/Throwable");
    codeName = pool.utf8("Code");
    stackMapName = pool.utf8("StackMapTable");
    // Each name once: HotSpot parses and looks up every one for every class.
    bodyName = pool.utf8(BODY);
    largeBodyName = pool.utf8(LARGE_BODY);
    callName = pool.utf8("call");
    initName = pool.utf8("<init>");
    nothing = pool.utf8("()V");
    init = pool.nameAndType(initName, nothing);
    regionInit = pool.method(region, init);
    entryInit = pool.method(entryClass, init);
    selfInit = pool.method(self, init);
    clinitName = pool.utf8("<clinit>");
    register = pool.method(region, "register", "(L".concat(REGION).concat(";)V"));
    runName = pool.utf8(RUN_METHOD);
    runType = pool.utf8(RUN);
    regionMiddle = middle(region, 0);
    functionMiddle = middle(entryClass, FUNCTION_METHODS);
    pool.endPrefix();
  }

  /** Starts the class of the region entered at {@code pc}: drops what the code of the last one refers to. */
  void begin(int pc) {
    pool.reset();
    for (int at = endOfName, left = pc; at > endOfName - 8; left /= 10) {
      pool.entries().patchU1(--at, '0' + left % 10);
    }
    Arrays.fill(members, 0);
    cached = 0;
    caches = null;
    entries = null;
    bound.clear();
    entryType = 0;
    fields.clear();
    runtime = 0;
  }

  /** The static field with the entries of all functions. */
  int entries() {
    if (entries == null) {
      entries = field(ENTRIES, pool.utf8(ENTRY_ARRAY));
    }
    return entries.index;
  }

  private Field field(String name, int type) {
    int nameIndex = pool.utf8(name);
    Field field = new Field(pool.field(self, nameIndex, type), nameIndex, type);
    fields.add(field);
    return field;
  }

  /** The static field with the entry of the function with the given index. */
  int bind(int function, Entry entry) {
    Field field = bound.get(entry);
    if (field == null) {
      entryType = entryType == 0 ? pool.utf8(ENTRY_TYPE) : entryType;
      field = field(CALLEE.concat(Integer.toString(function)), entryType);
      bound.put(entry, field);
    }
    return field.index;
  }

  /** Makes room for the cache of one more call; returns where it starts. */
  int addCache() {
    if (cached == 0) {
      caches = field(CACHES, pool.utf8(LONGS));
    }
    return InlineCaches.WAYS * cached++;
  }

  /** The static field with the array of all caches. */
  int caches() {
    return caches.index;
  }

  int guestExceptionClass() {
    return pool.classOf(GUEST_EXCEPTION);
  }

  /** What code refers to a field or method by. */
  int of(RegionMember member) {
    int at = member.ordinal();
    if (members[at] == 0) {
      int owner = owner(member.owner);
      members[at] =
          member.isField()
              ? pool.field(owner, member.member, member.descriptor)
              : pool.method(owner, member.member, member.descriptor);
    }
    return members[at];
  }

  private int owner(String name) {
    return switch (name) {
      case REGION -> region;
      case ENTRY -> entryClass;
      case MACHINE -> anyMachine;
      case RUNTIME -> runtime();
      default -> pool.classOf(name);
    };
  }

  private int runtime() {
    if (runtime == 0) {
      runtime = pool.classOf(RUNTIME);
    }
    return runtime;
  }

  /**
   * From the access flags to the class initialiser, which is the second method after the constructor; that of a region, whose
   * next one is {@code run}, to the name of that one's code attribute.
   *
   * @param superclass its index in the pool
   * @param functionMethods how many methods follow in a function's class; 0 for that of a region
   */
  private byte[] middle(int superclass, int functionMethods) {
    boolean isFunction = functionMethods > 0;
    CodeBuffer out = new CodeBuffer(256);
    out.u2(FINAL_SUPER);
    out.u2(self);
    out.u2(superclass);
    out.u2(0); // interfaces
    fields(out);
    out.u2(isFunction ? 2 + functionMethods : 3);
    method(out, 0, initName, nothing, 5);
    out.u1(JvmCode.ALOAD_0);
    out.u1u2(JvmCode.INVOKESPECIAL, superInit(superclass));
    out.u1(JvmCode.RETURN);
    out.u4(0); // no handlers, no attributes
    method(out, STATIC, clinitName, nothing, 11 + (caches == null ? 0 : 9) + (entries == null ? 0 : 6) + 9 * bound.size());
    if (caches != null) {
      out.u1u2(JvmCode.SIPUSH, cached);
      out.u1u2(JvmCode.INVOKESTATIC, of(RegionMember.CACHES));
      out.u1u2(JvmCode.PUTSTATIC, caches.index);
    }
    if (entries != null) {
      out.u1u2(JvmCode.INVOKESTATIC, of(RegionMember.ENTRIES));
      out.u1u2(JvmCode.PUTSTATIC, entries.index);
    }
    int callee = 0;
    for (Field field : bound.values()) {
      out.u1u2(JvmCode.SIPUSH, callee++);
      out.u1u2(JvmCode.INVOKESTATIC, of(RegionMember.BOUND));
      out.u1u2(JvmCode.PUTSTATIC, field.index);
    }
    out.u1u2(JvmCode.NEW, self);
    out.u1(JvmCode.DUP);
    out.u1u2(JvmCode.INVOKESPECIAL, selfInit);
    out.u1u2(JvmCode.INVOKESTATIC, register);
    out.u1(JvmCode.RETURN);
    out.u4(0);
    if (!isFunction) {
      out.u2(PUBLIC_FINAL);
      out.u2(runName);
      out.u2(runType);
      out.u2(1);
      out.u2(codeName);
    }
    return out.toByteArray();
  }

  private int superInit(int superclass) {
    if (superclass == region) {
      return regionInit;
    }
    return superclass == entryClass ? entryInit : pool.method(superclass, init);
  }

  private void fields(CodeBuffer out) {
    out.u2(fields.size());
    for (Field field : fields) {
      out.u2(STATIC_FINAL); // HotSpot takes it for a constant.
      out.u2(field.name);
      out.u2(field.type);
      out.u2(0); // attributes
    }
  }

  private void method(CodeBuffer out, int access, int name, int descriptor, int codeLength) {
    out.u2(access);
    out.u2(name);
    out.u2(descriptor);
    out.u2(1);
    out.u2(codeName);
    out.u4(12 + codeLength);
    out.u2(2); // operand stack
    out.u2(1); // locals
    out.u4(codeLength);
  }

  /**
   * The class file.
   *
   * @param function what comes before the code attribute of a function; {@code null} for a region that is none
   * @param functionMethods how many methods it is, with the one whose code attribute follows
   * @param superclass its index in the pool: {@link #region}, or the class of a function's entry
   * @param code the code of {@code run} or of the function, the part from {@code body} on before the rest
   * @param tables what follows the code: its exception table and its attributes
   */
  byte[] file(
      CodeBuffer function,
      int functionMethods,
      int superclass,
      CodeBuffer code,
      int body,
      int maxStack,
      int maxLocals,
      CodeBuffer tables) {
    byte[] middle = function == null ? regionMiddle : functionMiddle;
    boolean isUsual = function == null || superclass == entryClass;
    if (!isUsual || !fields.isEmpty() || functionMethods > FUNCTION_METHODS) {
      middle = middle(superclass, functionMethods);
    }
    int rest = 8 + code.size() + tables.size(); // of the code attribute, after its length
    int length = FIXED + pool.entries().size() + middle.length + (function == null ? 0 : function.size()) + rest;
    CodeBuffer file = new CodeBuffer(length);
    file.u4(0xcafebabe);
    file.u4(JAVA_17);
    file.u2(pool.count());
    file.append(pool.entries());
    file.append(middle);
    if (function != null) {
      file.append(function);
    }
    file.u4(rest);
    file.u2(maxStack);
    file.u2(maxLocals);
    file.u4(code.size());
    file.append(code, body, code.size());
    file.append(code, 0, body);
    file.append(tables);
    file.u2(0); // attributes of the class
    return file.filled();
  }

  /** The callees that the class has as constants, in the order in which its initialiser asks for them. */
  Entry[] bound() {
    return bound.keySet().toArray(new Entry[0]);
  }
}
