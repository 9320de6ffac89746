package golden;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  // The tenth method of the stencils has the index of a line feed, which a literal must not contain.
  @Opcode static void a() {}
  @Opcode static void b() {}
  @Opcode static void c() {}
  @Opcode static void d() {}
  @Opcode static void e() {}
  @Opcode static void f() {}
  @Opcode static void g() {}
  @Opcode static void h() {}
  @Opcode static void i() {}
  @Opcode static void j() {}
  @Opcode static void k() {}
  @Opcode static void l() {}
  @Opcode static void m() {}
  @Opcode static void n() {}
}
