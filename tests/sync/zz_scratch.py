import os, pytest
from hypothesis import settings, HealthCheck, Phase
from hypothesis.stateful import run_state_machine_as_test
from tests.conftest import *
from tests.sync.conftest import *
from tests.sync.test_model import machine
from app.central import store, push
from app.sync import inbox, outbox
N=int(os.environ.get("N","250")); M=os.environ.get("MUT","")
def test_big(machine, monkeypatch):
    if M=="lww": monkeypatch.setattr(store.Versions,"field_version",lambda self,n:0)
    if M=="ack":
        orig=inbox.decode_value
        monkeypatch.setattr(inbox,"_local_row",lambda s,e,i:__import__("collections").defaultdict(lambda:None))
        class Same:
            def __ne__(self,o): return False
        monkeypatch.setattr(inbox,"decode_value",lambda *a:Same())
    if M=="purge": monkeypatch.setattr(inbox,"_remove",lambda *a:None)
    if M=="clone": monkeypatch.setattr(push,"_replay",lambda c,ca,i,no,d,l:push.Pushed((),l))
    run_state_machine_as_test(machine, settings=settings(max_examples=N,stateful_step_count=18,deadline=None,suppress_health_check=list(HealthCheck),phases=[Phase.generate]))
