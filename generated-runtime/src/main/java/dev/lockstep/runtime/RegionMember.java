package dev.lockstep.runtime;

/** The fields and methods that the code of some regions refers to. A class file names those that its own refers to. */
enum RegionMember {
  REFS("Machine", "refs", "[Ljava/lang/Object;"),
  CONSTANTS("Machine", "constants", "[Ljava/lang/Object;"),
  SLOTS("Machine", "slots", "[J"),
  ATTENTION("Machine", "attention", "Z"),
  LACKS("Core", "lacks", "(Ldev/lockstep/runtime/Machine;I)Z"),
  POLL("Poll", "poll", "(Ldev/lockstep/runtime/Machine;)Z"),
  INTERRUPTED("Machine", "interrupted", "Z"),
  ENTRIES("Region", "entries", "()[Ldev/lockstep/runtime/Entry;"),
  BOUND("Region", "bound", "(I)Ldev/lockstep/runtime/Entry;"),
  CACHES("InlineCaches", "of", "(I)[J"),
  MISS("InlineCaches", "miss", "(IILdev/lockstep/runtime/Machine;[JII)Ldev/lockstep/runtime/Entry;"),
  LIMIT("Machine", "limit", "I"),
  FRAME("Machine", "fp", "I"),
  CODE("Machine", "code", "[I"),
  PARKED("Machine", "parked", "I"),
  CALLEE(
      "Entry",
      "callee",
      "(Ldev/lockstep/runtime/Entry;Ldev/lockstep/runtime/Machine;I)Ldev/lockstep/runtime/Entry;"),
  ENTER("RegionRuntime", "enter", "(Ldev/lockstep/runtime/Machine;II)V"),
  TAKE("RegionRuntime", "take", "(Ldev/lockstep/runtime/Machine;I)Ljava/lang/Object;"),
  DELIVER("RegionRuntime", "deliver", "(Ljava/lang/Object;Ldev/lockstep/runtime/Machine;I)J"),
  RAISE("Core", "raise", "(Ldev/lockstep/runtime/Machine;[J[III)I"),
  TAIL("Machine", "tail", "I"),
  CAN_TAIL_CALL("RegionRuntime", "canTailCall", "([Ldev/lockstep/runtime/Entry;IILdev/lockstep/runtime/Machine;I)Z"),
  TAIL_CALL_ENDS("RegionRuntime", "tailCallEnds", "(Ldev/lockstep/runtime/Machine;)V"),
  TAIL_CALL("RegionRuntime", "tailCall", "(IILdev/lockstep/runtime/Machine;IIII)V"),
  FINISH("RegionRuntime", "finish", "(Ldev/lockstep/runtime/Machine;I)J"),
  VALUE("GuestException", "value", "()Ljava/lang/Object;"),
  RAISE_IN_REGION("RegionRuntime", "raise", "(Ljava/lang/Object;Ldev/lockstep/runtime/Machine;I)I"),
  RAISE_IN_FUNCTION("RegionRuntime", "raiseToCaller", "(Ljava/lang/Object;Ldev/lockstep/runtime/Machine;I)V"),
  RAISING("Machine", "raising", "Z"),
  TAKE_RAISED("RegionRuntime", "takeRaised", "(Ldev/lockstep/runtime/Machine;)Ljava/lang/Object;"),
  RAISE_ON_IN_REGION("RegionRuntime", "raiseOn", "(Ldev/lockstep/runtime/Machine;I)I"),
  RAISE_ON_IN_FUNCTION("RegionRuntime", "raiseOnToCaller", "(Ldev/lockstep/runtime/Machine;I)V"),
  SUSPEND("RegionRuntime", "suspend", "(Ldev/lockstep/runtime/Machine;I)I"),
  YIELD("RegionRuntime", "yieldAt", "(Ldev/lockstep/runtime/Machine;I)I"),
  GO_ON("RegionRuntime", "goOn", "(Ldev/lockstep/runtime/Machine;III)J"),
  GO_ON_COUNTED("RegionRuntime", "goOnCounted", "(Ldev/lockstep/runtime/Machine;III)J"),
  KEEP("RegionRuntime", "keep", "(JLdev/lockstep/runtime/Machine;I)V"),
  KEEP_REFERENCE("RegionRuntime", "keep", "(Ljava/lang/Object;Ldev/lockstep/runtime/Machine;I)V"),
  UNWIND("RegionRuntime", "unwind", "(Ldev/lockstep/runtime/Machine;III)V"),
  UNWOUND("RegionRuntime", "unwound", "(Ldev/lockstep/runtime/Machine;II)I"),
  COMMIT_2("Region", "commit", "([JIIJJ)V"),
  COMMIT_3("Region", "commit", "([JIIJJJ)V"),
  COMMIT_4("Region", "commit", "([JIIJJJJ)V"),
  THROWN(
      "Region", "thrown", "(Ldev/lockstep/runtime/Machine;Ljava/lang/Throwable;I)Ljava/lang/RuntimeException;"),
  INT_BITS_TO_FLOAT("java/lang/Float", "intBitsToFloat", "(I)F"),
  FLOAT_TO_INT_BITS("java/lang/Float", "floatToRawIntBits", "(F)I"),
  LONG_BITS_TO_DOUBLE("java/lang/Double", "longBitsToDouble", "(J)D"),
  DOUBLE_TO_LONG_BITS("java/lang/Double", "doubleToRawLongBits", "(D)J");

  /** The internal name of the class. */
  final String owner;

  final String member;
  final String descriptor;

  RegionMember(String owner, String member, String descriptor) {
    this.owner = owner.indexOf('/') < 0 ? "dev/lockstep/runtime/".concat(owner) : owner;
    this.member = member;
    this.descriptor = descriptor;
  }

  boolean isField() {
    return descriptor.charAt(0) != '(';
  }
}
