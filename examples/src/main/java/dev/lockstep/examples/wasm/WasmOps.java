package dev.lockstep.examples.wasm;

import dev.lockstep.spec.InstructionSet;
import dev.lockstep.spec.TrapRule;

/**
 * The opcodes of WebAssembly, by the chapters of the specification, and the forms in which they are fused. Parameters of an
 * opcode are the instance if needed, then the operands from the bottom of the stack to the top, then the immediates. Opcodes
 * that differ only in the type they handle are one in the binary format; there the first variant has its number.
 *
 * <p>What compiled C code does seldom is cold: it is dispatched twice.
 *
 * <p>Methods are far below the 35 bytes of bytecode that HotSpot inlines without looking at a profile.
 */
@InstructionSet(
    name = "Wasm",
    include = {
      ControlOps.class,
      VariableOps.class,
      TableOps.class,
      MemoryOps.class,
      IntegerOps.class,
      FloatOps.class,
      ConversionOps.class,
      OutsideOps.class
    },
    fuse = {
      // Addresses
      "i32.add(_, i32.shl(_, #))",
      "i32.add(i32.shl(_, #), _)",
      "i32.add(i32.shl(_, #), #)",
      "i32.add(_, i32.and(_, #))",
      "i32.add(i32.and(_, #), #)",
      "i32.add(i32.mul(_, #), #)",
      "i32.add(i32.add(_, _), #)",
      "i32.add(_, i32.add(_, _))",
      "i32.add(i32.wrap_i64(_), #)",
      "i32.load(i32.add(_, _))",
      "i32.load(i32.add(_, #))",
      "i32.load(i32.add(_, i32.shl(_, #)))",
      "i32.load8_u(i32.add(_, _))",
      "i32.load8_u(i32.add(_, #))",
      "i32.load8_u(i32.add(i32.wrap_i64(_), #))",
      "f64.load(i32.add(_, _))",
      "f64.load(i32.add(_, #))",
      "f64.load(i32.add(_, i32.shl(_, #)))",
      "i32.store(i32.add(_, _), _)",
      "i32.store(i32.add(_, #), _)",
      "i32.store8(i32.add(_, _), _)",
      "i32.store8(i32.add(_, #), _)",
      "i32.store8(i32.add(_, #), #)",
      // Updates and copies of what is in memory
      "i32.add(i32.load(_), #)",
      "i32.add(i32.load(_), _)",
      "i32.store(_, i32.add(_, _))",
      "i32.store(_, i32.add(_, #))",
      "i32.store(_, i32.load(_))",
      "i32.store8(_, i32.load8_u(_))",
      "i32.store8(_, i32.load8_u(i32.add(_, #)))",
      "i64.store(_, i64.load(_))",
      "f64.store(_, f64.add(_, _))",
      "f64.store(_, f64.sub(_, _))",
      // Bit fields, hashes and ciphers
      "i32.and(i32.shr_u(_, #), #)",
      "i32.and(i32.load8_u(_), #)",
      "i32.xor(_, i32.rotl(_, #))",
      "i32.xor(_, i32.shr_u(_, #))",
      "i32.add(_, i32.xor(_, _))",
      "i64.xor(i64.shl(_, #), _)",
      "i64.add(_, i64.mul(_, #))",
      "i32.sub(#, _)",
      // Floating point
      "f64.add(f64.mul(_, _), _)",
      "f64.add(_, f64.mul(_, _))",
      "f64.add(_, f64.add(_, _))",
      "f64.add(_, f64.sub(_, _))",
      "f64.add(_, f64.load(_))",
      "f64.sub(_, f64.mul(_, _))",
      "f64.sub(_, f64.load(_))",
      "f64.mul(f64.add(_, _), _)",
      "f64.mul(f64.mul(_, _), _)",
      "f64.mul(_, f64.load(_))",
      // Conditions that have no inverse of their own
      "br_if(i32.eqz(i32.and(_, _)))",
      "br_if(i32.eqz(i32.and(_, #)))",
      "br_if(i32.eqz(i32.load(_)))",
      "br_if(i32.eqz(i32.load8_u(_)))",
      "br_if(i32.eqz(f64.eq(_, _)))",
      "br_if(i32.eqz(f64.ne(_, _)))",
      "br_if(i32.eqz(f64.lt(_, _)))",
      "br_if(i32.eqz(f64.lt(_, #)))",
      "br_if(i32.eqz(f64.gt(_, _)))",
      "br_if(i32.eqz(f64.gt(_, #)))",
      "br_if(i32.eqz(f64.le(_, _)))",
      "br_if(i32.eqz(f64.le(_, #)))",
      "br_if(i32.eqz(f64.ge(_, _)))",
      "br_if(i32.eqz(f64.ge(_, #)))",
      // Dispatch
      "br_table(i32.sub(_, #))",
      "br_table(i32.load8_u(_))",
      "call_indirect(i32.load(_))",
      // Sequences: those that a profile of the kernels, Lua and bzip2 puts first (see docs/benchmarks.md). Calls and results
      "br_if(i32.ge_s(_, #)); return",
      "i32.add(_, #); i32.add(i32.mul(_, #), #); i32.and(i32.shr_u(_, #), #); i32.load(i32.add(_, #)); call_indirect",
      "i32.add(i32.mul(_, #), #); i32.and(i32.shr_u(_, #), #); move.long; move.int; i32.load(i32.add(_, #)); "
          + "call_indirect",
      "i32.add; i32.gt_u(_, #); i32.sub(_, #); br_if; i32.add; return",
      "i32.shl(_, #); i64.extend_i32_s; i64.sub; return",
      "i32.sub(_, #); call",
      "i64.extend_i32_s; i64.add(_, i64.mul(_, #)); return",
      "i64.extend_i32_s; i64.add; return",
      "i64.extend_i32_s; i64.xor(i64.shl(_, #), _); i64.xor; return",
      "i64.sub(_, #); call",
      "move.long; return",
      // Floating point
      "br_if(i32.eqz(f64.le(_, #))); f64.mul(f64.add(_, _), _); f64.add; f64.add(_, f64.sub(_, _)); const.int; "
          + "i32.add(_, #)",
      "const.double; f64.mul; f64.div; f64.sub(_, f64.mul(_, _)); f64.store; f64.load",
      "const.int; f64.load; f64.mul(_, #); f64.add; const.int; f64.store",
      "f64.add(_, f64.sub(_, _)); f64.mul; f64.mul(f64.add(_, _), _); f64.add; f64.mul; f64.add",
      "f64.load(i32.add(_, #)); f64.load(i32.add(_, _)); f64.mul; f64.load; f64.mul(_, f64.load(_)); "
          + "f64.add(_, f64.add(_, _))",
      "f64.load; f64.load; i32.sub(_, #); f64.sub(_, f64.load(_)); f64.mul; i32.sub(_, #)",
      "f64.mul(f64.mul(_, _), _); f64.store(_, f64.sub(_, _)); f64.load; f64.mul(f64.mul(_, _), _); "
          + "f64.store(_, f64.sub(_, _))",
      "f64.mul; f64.mul; f64.add; br_if(f64.le(_, #)); move.int; br",
      "f64.mul; i32.sub(_, #); f64.sub(_, f64.load(_)); f64.add(_, f64.mul(_, _)); f64.add; f64.sqrt",
      "f64.sub(_, f64.load(_)); f64.mul",
      "i32.add(_, #); f64.load(i32.add(_, #)); f64.load(i32.add(_, #)); f64.load(i32.add(_, #)); "
          + "f64.load(i32.add(_, _))",
      "i32.add(_, #); i32.div_u(_, #); i32.mul(_, #); i32.sub; f64.convert_i32_s; f64.store",
      "i32.sub(_, #); f64.mul(f64.mul(_, _), _); f64.add(_, f64.load(_)); f64.store",
      // Hashes and ciphers
      "const.int; i32.load8_u; i32.shl; i32.xor(_, #); i32.or(_, #); i32.rem_s",
      "i32.add; i32.load(i32.add(_, #)); i32.rotl(_, #); i32.xor(_, i32.rotl(_, #)); i32.xor(_, i32.shr_u(_, #))",
      "i32.add; i32.rotl(_, #); i32.xor(_, i32.rotl(_, #)); i32.xor(_, i32.rotl(_, #)); i32.add; i32.add",
      "i32.and; i32.and; i32.xor; i32.rotl(_, #); i32.xor(_, i32.rotl(_, #)); i32.xor(_, i32.rotl(_, #))",
      "i32.xor(_, #); i32.and; i32.add(_, i32.add(_, _))",
      "i32.xor; move.int",
      "move.int; i32.sub(_, #); br_if; i64.xor",
      // Dispatch
      "i32.add(i32.and(_, #), #); i32.load8_u; br_table",
      "i32.and(_, #); i32.add(i32.shl(_, #), #); i32.load; br_table(i32.sub(_, #))",
      "move.int; i32.and(i32.shr_u(_, #), #); i32.add; i32.load8_u; br_table(i32.sub(_, #))",
      // Bytes
      "i32.add(_, #); i32.load8_u; i32.store8; move.int; br_if(i32.ne(_, _))",
      "i32.add(_, #); i32.store8(_, i32.load8_u(i32.add(_, #)))",
      "i32.add(_, #); i32.store8(_, i32.load8_u(i32.add(_, #))); i32.add(_, #); "
          + "i32.store8(_, i32.load8_u(i32.add(_, #))); i32.add(_, #); i32.store8(_, i32.load8_u(i32.add(_, #)))",
      "i32.add; i32.load8_u; i32.add; i32.load8_u; br_if(i32.eq(_, _)); i32.lt_u",
      "i32.load8_u(i32.add(i32.wrap_i64(_), #)); br_if(i32.eqz(_)); i32.add(_, #); i64.mul; "
          + "br_if(i64.ge_u(_, _)); move.int",
      "i32.load8_u; br_if(i32.ne(_, #))",
      "i32.load; i32.add(_, i32.add(_, _)); i32.load8_u; i32.sub; br_if; i32.add(_, i32.shl(_, #))",
      "i32.store8(_, #); i32.add; i64.add; br_if(i64.lt_u(_, _))",
      "i32.store8(_, #); i32.store8(i32.add(_, #), #); i32.store8(i32.add(_, #), #); "
          + "i32.store8(i32.add(_, #), #); i32.store8(i32.add(_, #), #); i32.store8(i32.add(_, #), #)",
      "i64.store(_, i64.load(_)); i32.store8(_, i32.load8_u(_))",
      // Loops and conditions
      "br_if(i32.eq(_, #)); br_if(i32.eq(_, #)); const.int; br",
      "br_if(i32.eq(_, _)); i32.add; i32.add(_, i32.shl(_, #)); i32.load; br_if(i32.and(_, #)); "
          + "i32.load(i32.add(_, #))",
      "const.int; br_if(i32.eqz(_))",
      "i32.add(_, #); br",
      "i32.add(_, #); i32.add; i32.add(_, #); i64.add(_, #); br_if(i64.ne(_, _))",
      "i32.add(_, #); i32.sub(_, #); br_if(i32.ne(_, #))",
      "i32.add(_, #); i32.sub(_, #); move.int; i32.add(_, i32.shl(_, #)); i32.load; br_if",
      "i32.add(_, i32.add(_, _)); i32.add; br_if(i32.ne(_, #)); i32.add; i32.add; i32.add",
      "i32.eq(_, #); i32.eqz(i32.and(_, #)); i32.or; i32.and(_, #); i32.shr_u(_, #); br_if(i32.ne(_, _))",
      "i32.load; br_if(i32.eqz(_))",
      "i32.load; br_if(i32.lt_s(_, _)); i32.sub(_, #); i32.add(i32.shl(_, #), #); move.int",
      "i32.store(_, i32.add(_, _)); i32.add(_, #); br_if(i32.ne(_, #)); const.int",
      "i32.sub(_, #); br_if",
      "i32.sub(_, #); i32.load; i32.sub(_, #); br_if(i32.lt_s(_, _)); i32.add(_, #); br_if(i32.lt_s(_, _))",
      "i64.sub(_, #); i32.load; i64.load32_u; br_if(i64.ge_u(_, _)); i32.load; i32.wrap_i64",
      "move.int; br_if(i32.eqz(_)); i32.sub(_, #); i32.and(_, #); br_if(i32.eqz(_))",
      "move.int; i32.add(_, #); br_if(i32.gt_u(_, #)); i32.mul(_, #)",
      "move.int; i32.load; i32.and(i32.shr_u(_, #), #); i32.add; br",
      "move.int; i32.store; br_if(i32.lt_s(_, #)); i32.sub(_, #); i32.add(_, i32.shl(_, #)); const.int",
      "move.long; i32.add(_, #); move.int; br_if(i32.ne(_, _)); i32.add(i32.mul(_, #), #); i32.and(i32.shr_u(_, #), #)",
      // Addresses, loads and stores
      "i32.add(_, #); i32.add(_, #)",
      "i32.add(_, #); i32.add; i32.load; i32.and(_, #); i32.store; i32.sub(_, #)",
      "i32.add(_, i32.shl(_, #)); i32.load",
      "i32.add(i32.shl(_, #), #); move.int",
      "i32.add; i32.load(i32.add(_, #)); i32.and(_, #); i32.sub(_, #); i32.store",
      "i32.add; i32.sub(_, #); i32.load(i32.add(_, #))",
      "i32.and(_, #); i32.or; i32.and(i32.shr_u(_, #), #); i32.shr_u(_, #); i32.or; i32.or",
      "i32.load(i32.add(_, _)); i32.add(_, #)",
      "i32.load; i32.load",
      "i32.load; i32.store(_, i32.load(_)); i32.store; i32.sub(_, #)",
      "i32.store; i32.add(_, #)",
      "i32.store; i32.store(i32.add(_, #), _)",
      "i32.store; i32.store; const.int; const.int",
      "i32.sub(_, #); i32.store",
      "move.int; i32.load(i32.add(_, #))",
      "move.int; move.int"
    },
    hot = {
      "{br,return,call,select.i32,global.set.i32}",
      "br_if{,(i32.eqz(_)),(i32.eq(_, #)),(i32.eq(_, _)),(i32.ne(_, #)),(i32.ne(_, _)),(i64.ne(_, #))}",
      "br_if{(i32.ge_s(_, #)),(i32.ge_s(_, _)),(i32.gt_s(_, _)),(i32.le_s(_, #)),(i32.le_s(_, _))}",
      "br_if{(i32.lt_s(_, #)),(i32.lt_s(_, _)),(i32.lt_u(_, #)),(i64.lt_u(_, _)),(i32.eqz(i32.and(_, #)))}",
      "br_table{,(i32.sub(_, #))}",
      "i32.load{,(i32.add(_, #)),(i32.add(_, _))}",
      "i32.{load16_u,gt_s,lt_s}",
      "i32.load8_u{,(i32.add(_, #)),(i32.add(i32.wrap_i64(_), #))}",
      "i32.store{,(_, i32.load(_)),(i32.add(_, #), _)}",
      "i32.store8{,(i32.add(_, #), #),(_, i32.load8_u(_))}",
      "i32.add{,(_, #),(i32.load(_), #),(i32.load(_), _),(_, i32.add(_, _)),(_, i32.shl(_, #))}",
      "i32.add{(i32.add(_, _), #),(i32.mul(_, #), #),(i32.shl(_, #), #)}",
      "i32.and{,(_, #),(i32.load8_u(_), #),(i32.shr_u(_, #), #)}",
      "i32.{mul,shr_s,shr_u}(_, #)",
      "i32.{or,shl,sub}{,(_, #)}",
      "i32.xor{(_, #),(_, i32.rotl(_, #)),(_, i32.shr_u(_, #))}",
      "i64.{load,load32_s,store,extend_i32_s}",
      "i64.add{,(_, #),(_, i64.mul(_, #))}",
      "i64.{and,mul}(_, #)",
      "i64.sub{,(_, #)}",
      "i64.xor{,(i64.shl(_, #), _)}",
      "f64.load",
      "f64.store{,(_, f64.sub(_, _))}",
      "f64.add{,(_, f64.mul(_, _))}",
      "f64.mul{(_, #),(f64.mul(_, _), _)}",
      "f64.sub{(_, f64.load(_)),(_, f64.mul(_, _))}"
    },
    traps = {
      @TrapRule(on = ArithmeticException.class, reason = "integer divide by zero"),
      @TrapRule(on = IndexOutOfBoundsException.class, reason = "out of bounds memory access")
    })
final class WasmOps {

  private WasmOps() {}
}
