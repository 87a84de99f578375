#pragma once

#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/people.h"

namespace hearth::app {

//! Anna and Ben, live, with all that each of them sees.
class ScreensTest : public SyncTest
{
protected:
    void SetUp() override
    {
        SyncTest::SetUp();
        ASSERT_TRUE(anna && ben && anna->goLive() && ben->goLive());
        annas = std::make_unique<SessionViewModel>(*anna->session);
        bens = std::make_unique<SessionViewModel>(*ben->session);
    }
    void TearDown() override
    {
        annas.reset();
        bens.reset();
    }

    std::unique_ptr<SessionViewModel> annas, bens;
};

} // namespace hearth::app
