#pragma once

namespace hearth {

//! Who may make an account: with an invite (or the setup code), anybody, nobody.
enum class Registration { Invite, Open, Closed };

} // namespace hearth
