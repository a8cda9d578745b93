// Writes src/catalog/pinyin_table.cpp: how Chinese characters, words and surnames are read, for search keys.
//   npm install --prefix /tmp/p pinyin-pro@3.29.4
//   node tools/pinyin_table.mjs /tmp/p/node_modules/pinyin-pro > src/catalog/pinyin_table.cpp
// Origin: pinyin-pro's dictionaries (MIT, (c) 2022-present zh-lx), plus the words below that a supermarket meets and the
// dictionaries lack or read otherwise. A character keeps its usual reading and those that common words attest;
// a word is kept only when it decides a character that has several.
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const home = process.argv[2];
if (!home) throw new Error('usage: pinyin_table.mjs <folder of pinyin-pro>');
const load = async (file) => import(pathToFileURL(path.join(home, 'dist/esm', file)).href);
const characters = (await load('data/dict1.mjs')).default;
const dictionaries = [];
for (const n of [2, 3, 4, 5]) dictionaries.push((await load(`data/dict${n}.mjs`)).default);
const surnames = (await load('data/surname.mjs')).default;

const ownWords = `
长城 chang cheng|长寿 chang shou|长虹 chang hong|长岛 chang dao|长白山 chang bai shan|长鼻 chang bi|长粒 chang li
长裤 chang ku|长袖 chang xiu|长柄 chang bing|长款 chang kuan|长尾 chang wei|长条 chang tiao|特长 te chang
长豆角 chang dou jiao|长茄 chang qie|家长 jia zhang|店长 dian zhang|成长 cheng zhang|生长 sheng zhang|助长 zhu zhang
重庆 chong qing|重阳 chong yang|双重 shuang chong|多重 duo chong|三重 san chong|重芝士 zhong zhi shi|重辣 zhong la
银行 yin hang|行李 xing li|行车 xing che|旅行 lv xing|五行 wu xing|步行 bu xing|行业 hang ye|音乐 yin yue|乐器 yue qi
快乐 kuai le|可乐 ke le|乐事 le shi|乐园 le yuan|百乐 bai le|欢乐 huan le|乐清 yue qing|调味 tiao wei|调料 tiao liao
调和 tiao he|调制 tiao zhi|调羹 tiao geng|冲调 chong tiao|空调 kong tiao|腌调 yan tiao|凉调 liang tiao|曲奇 qu qi
酒曲 jiu qu|大曲 da qu|红曲 hong qu|曲酒 qu jiu|曲周 qu zhou|厦门 xia men|人参 ren shen|参鸡 shen ji|海参 hai shen
参茶 shen cha|党参 dang shen|西洋参 xi yang shen|花旗参 hua qi shen|参片 shen pian|高丽参 gao li shen|参灵草 shen ling cao
旺仔 wang zai|公仔 gong zai|牛仔 niu zai|煲仔 bao zai|车仔 che zai|仔鸡 zi ji|仔姜 zi jiang|仔排 zi pai|仔猪 zi zhu
鱼仔 yu zai|猪仔 zhu zai|鸡仔 ji zai|虾仔 xia zai|牛仔骨 niu zai gu|阿胶 e jiao|东阿 dong e|六安 lu an|薄荷 bo he
薄饼 bao bing|薄脆 bao cui|薄片 bao pian|薄款 bao kuan|超薄 chao bao|轻薄 qing bao|极薄 ji bao|纤薄 xian bao|薄皮 bao pi
薄膜 bo mo|西藏 xi zang|藏红花 zang hong hua|藏香 zang xiang|藏牦牛 zang mao niu|青藏 qing zang|宝藏 bao zang|冷藏 leng cang
珍藏 zhen cang|窖藏 jiao cang|收藏 shou cang|陈藏 chen cang|番茄 fan qie|番薯 fan shu|番石榴 fan shi liu|番禺 pan yu
茄子 qie zi|茄汁 qie zhi|圆茄 yuan qie|雪茄 xue jia|便宜 pian yi|便当 bian dang|方便 fang bian|便携 bian xie|蛤蜊 ge li
文蛤 wen ge|花蛤 hua ge|蛤蟆 ha ma|蛏子 cheng zi|咖喱 ga li|咖啡 ka fei|炸鸡 zha ji|炸酱 zha jiang|油炸 you zha
轻炸 qing zha|酥炸 su zha|炸弹 zha dan|扎啤 zha pi|贝壳 bei ke|脆壳 cui ke|带壳 dai ke|蛋壳 dan ke|去壳 qu ke|壳聚糖 ke ju tang
手机壳 shou ji ke|鸭血 ya xue|猪血 zhu xue|毛血旺 mao xue wang|血糯 xue nuo|血橙 xue cheng|血燕 xue yan|朝鲜 chao xian
朝天 chao tian|朝阳 chao yang|朝夕 zhao xi|叉烧 cha shao|什锦 shi jin|石斛 shi hu|柏木 bai mu|松柏 song bai|侧柏 ce bai
芥蓝 jie lan|芥末 jie mo|芥菜 jie cai|莞香 guan xiang|东莞 dong guan|圈垫 quan dian|鱿鱼圈 you yu quan|洋葱圈 yang cong quan
猪圈 zhu juan|纤维 xian wei|弹力 tan li|弹性 tan xing|弹簧 tan huang|弹弓 dan gong|子弹 zi dan|补给 bu ji|给力 gei li
绿茶 lv cha|绿豆 lv dou|鸭绿江 ya lu jiang|效率 xiao lv|利率 li lv|成都 cheng du|都乐 du le|都市 du shi|首都 shou du
咽喉 yan hou|吞咽 tun yan|夹心 jia xin|夹子 jia zi|发夹 fa jia|蛋卷 dan juan|卷纸 juan zhi|手卷 shou juan|卷心菜 juan xin cai
花卷 hua juan|试卷 shi juan|春卷 chun juan|鸡肉卷 ji rou juan|卷筒 juan tong|着色 zhuo se|粘鼠 zhan shu|粘钩 zhan gou
粘毛 zhan mao|粘贴 zhan tie|粘玉米 nian yu mi|粘米 zhan mi|粘豆包 nian dou bao|不粘 bu zhan|不粘锅 bu zhan guo|粘米粉 zhan mi fen
尿布 niao bu|尿裤 niao ku|尿片 niao pian|纸尿裤 zhi niao ku|尿不湿 niao bu shi|隔尿 ge niao|模具 mu ju|面膜 mian mo
模型 mo xing|冰模 bing mu|传统 chuan tong|传奇 chuan qi|水浒传 shui hu zhuan|单人 dan ren|单支 dan zhi|单层 dan ceng
单独 dan du|简单 jian dan|单晶 dan jing|菜单 cai dan|床单 chuang dan|清单 qing dan|单县 shan xian|蚌埠 beng bu|河蚌 he bang
台州 tai zhou|丽水 li shui|浚县 xun xian|涡阳 guo yang|会稽 kuai ji|会计 kuai ji|会员 hui yuan|大夫 dai fu|大厦 da sha
大麦 da mai|大米 da mi|大豆 da dou|大葱 da cong|大蒜 da suan|大虾 da xia|大白菜 da bai cai|和田 he tian|和牛 he niu
柔和 rou he|温和 wen he|暖和 nuan huo|和面 huo mian|拌和 ban huo|臭豆腐 chou dou fu|除臭 chu chou|去臭 qu chou|乳臭 ru xiu
校服 xiao fu|校对 jiao dui|教具 jiao ju|教师 jiao shi|扇贝 shan bei|蒲扇 pu shan|相册 xiang ce|照相 zhao xiang|强力 qiang li
加强 jia qiang|增强 zeng qiang|倔强 jue jiang|干燥 gan zao|降火 jiang huo|降压 jiang ya|降解 jiang jie|投降 tou xiang
盛宴 sheng yan|茂盛 mao sheng|盛饭 cheng fan|宿州 su zhou|宿迁 su qian|星宿 xing xiu|解放 jie fang|解渴 jie ke|解腻 jie ni
解酒 jie jiu|解冻 jie dong|押解 ya jie|觉醒 jue xing|睡觉 shui jiao|午觉 wu jiao|感觉 gan jue|颈椎 jing zhui|颗粒 ke li
角瓜 jiao gua|豆角 dou jiao|菱角 ling jiao|三角 san jiao|牛角 niu jiao|羊角 yang jiao|脆角 cui jiao|皂角 zao jiao
主角 zhu jue|角色 jue se|色拉 se la|颜色 yan se|彩色 cai se|原色 yuan se|掉色 diao shai|熟食 shu shi|即熟 ji shu
率性 shuai xing|似水 si shui|说服 shuo fu|奇异果 qi yi guo|奇异 qi yi|猕猴桃 mi hou tao|奇数 ji shu|屏风 ping feng
屏幕 ping mu|沙琪玛 sha qi ma|宁夏 ning xia|宁波 ning bo|宁静 ning jing|拗口 ao kou|石榴 shi liu|秘鲁 bi lu|秘制 mi zhi
秘密 mi mi|无核 wu he|核桃 he tao|果核 guo he|果核儿 guo hu er|露露 lu lu|露营 lu ying|花露水 hua lu shui|甘露 gan lu
果露 guo lu|沐浴露 mu yu lu|洗发露 xi fa lu|露脸 lou lian|绷带 beng dai|背心 bei xin|背包 bei bao|靠背 kao bei|腰背 yao bei
藏青 zang qing|刨冰 bao bing|刨刀 bao dao|刨皮 pao pi|削皮 xiao pi|剥皮 bo pi|剥壳 bo ke|手剥 shou bo|扒鸡 pa ji|牛扒 niu pa
猪扒 zhu pa|鸡扒 ji pa|扒皮 ba pi|香榧 xiang fei|发糕 fa gao|发酵 fa jiao|洗发 xi fa|头发 tou fa|湿巾 shi jin|大方 da fang
中药 zhong yao|中老年 zhong lao nian|中国 zhong guo|中筋 zhong jin|命中 ming zhong|种子 zhong zi|种植 zhong zhi|打折 da zhe
折叠 zhe die|折扣 zhe kou|折耳根 zhe er gen|桔子 ju zi|桔梗 jie geng|金桔 jin ju|蜜桔 mi ju|砂糖桔 sha tang ju|南丰蜜桔 nan feng mi ju
虹吸 hong xi|彩虹 cai hong|给水 ji shui|数码 shu ma|数字 shu zi|数据 shu ju|间隔 jian ge|房间 fang jian|空间 kong jian
大连 da lian|涨价 zhang jia|只有 zhi you|两只 liang zhi|一只 yi zhi|只装 zhi zhuang|几只 ji zhi|量杯 liang bei|量贩 liang fan
大量 da liang|质量 zhi liang|重量 zhong liang|血压 xue ya|内衣 nei yi|衣服 yi fu|钉子 ding zi|图钉 tu ding|系列 xi lie
系带 ji dai|系统 xi tong|应急 ying ji|应季 ying ji|要求 yao qiu|切片 qie pian|一切 yi qie|难得 nan de|处女 chu nv|好处 hao chu
拉面 la mian|车厘子 che li zi|汽车 qi che|象棋 xiang qi|车马炮 ju ma pao|少年 shao nian|多少 duo shao|少儿 shao er
青少年 qing shao nian|劲道 jin dao|劲爽 jin shuang|强劲 qiang jing|劲酒 jin jiu|肉脯 rou fu|果脯 guo fu|杏脯 xing fu
桃脯 tao fu|胸脯 xiong pu|鸡脯 ji pu|鸡胸脯 ji xiong pu|胸脯肉 xiong pu rou|猪肉脯 zhu rou fu|牛肉脯 niu rou fu|蒸鱼 zheng yu
鱼露 yu lu|尉迟 yu chi|泡椒 pao jiao|泡泡 pao pao|灯泡 deng pao|挑选 tiao xuan|挑战 tiao zhan|吐司 tu si|泡吐 pao tu
提子 ti zi|提拉米苏 ti la mi su|手提 shou ti|提防 di fang|咸蛋 xian dan|咸鱼 xian yu|土地 tu di|本地 ben di|地瓜 di gua
地道 di dao|地中海 di zhong hai|地板 di ban|扫地 sao di|拖地 tuo di|产地 chan di|地垫 di dian|地拖 di tuo|蓝莓 lan mei
脂肪 zhi fang|肚包 du bao|牛肚 niu du|猪肚 zhu du|毛肚 mao du|百叶 bai ye|树叶 shu ye|行军 xing jun|茶几 cha ji|几何 ji he
磨砂 mo sha|石磨 shi mo|现磨 xian mo|磨刀 mo dao|打磨 da mo|磨粉 mo fen|耙子 pa zi|杷叶 pa ye|枇杷 pi pa|把手 ba shou
呱呱 gua gua|呷哺 xia bu|蔓越莓 man yue mei|瓜蔓 gua wan|芜菁 wu jing|蔓菁 man jing|槟榔 bin lang|柠檬 ning meng|蛇果 she guo
红薯 hong shu|糊状 hu zhuang|糊涂 hu tu|芝麻糊 zhi ma hu|米糊 mi hu|糊糊 hu hu|黑糊 hei hu|面糊 mian hu|冠军 guan jun
鸡冠 ji guan|桂冠 gui guan|皇冠 huang guan|称重 cheng zhong|对称 dui chen|电子称 dian zi cheng|体重称 ti zhong cheng
蝲蛄 la gu|嚼劲 jiao jin|咀嚼 ju jue|嚼嚼 jiao jiao|口嚼 kou jiao|核嚼 he jiao|爵士 jue shi|鲜得 xian de|得力 de li
兴趣 xing qu|高兴 gao xing|复兴 fu xing|新兴 xin xing|泰兴 tai xing|兴化 xing hua|宜兴 yi xing|兴安 xing an|济南 ji nan
济宁 ji ning|经济 jing ji|救济 jiu ji|劳累 lao lei|累计 lei ji|论语 lun yu|溜溜 liu liu|溜冰 liu bing|炮弹 pao dan|炮制 pao zhi
铺子 pu zi|店铺 dian pu|床铺 chuang pu|铺路 pu lu|栗子 li zi|荷兰 he lan|荷包 he bao|荷叶 he ye|负荷 fu he|荷香 he xiang
侗族 dong zu|镐头 gao tou|镊子 nie zi|喝水 he shui|哈密 ha mi|哈尔滨 ha er bin|哈达 ha da|红虾 hong xia|假期 jia qi|假睫 jia jie
暑假 shu jia|假发 jia fa|将军 jiang jun|大将 da jiang|禁止 jin zhi|尽享 jin xiang|尽情 jin qing|茎秆 jing gan|浸泡 jin pao
看护 kan hu|看见 kan jian|空心 kong xin|真空 zhen kong|空白 kong bai|时空 shi kong|落地 luo di|落叶 luo ye|丢三落四 diu san la si
没有 mei you|淹没 yan mo|没药 mo yao|蒙古 meng gu|内蒙 nei meng|蒙牛 meng niu|启蒙 qi meng|绵薄 mian bo|缪斯 miu si|难吃 nan chi
宁夏滩 ning xia tan|胖子 pang zi|喷雾 pen wu|喷香 pen xiang|喷壶 pen hu|片装 pian zhuang|薯片 shu pian|麦片 mai pian
瀑布 pu bu|曝光 bao guang|暴晒 bao shai|荠菜 ji cai|马荠 ma ji|荸荠 bi qi|悄悄 qiao qiao|翘嘴 qiao zui|翘舌 qiao she|亲家 qing jia
亲子 qin zi|散装 san zhuang|散步 san bu|散粉 san fen|散养 san yang|桑葚 sang shen|葚子 ren zi|塞子 sai zi|耳塞 er sai|瓶塞 ping sai
上海 shang hai|吓人 xia ren|鲜美 xian mei|朝鲜面 chao xian mian|巷子 xiang zi|老巷 lao xiang|削面 xiao mian|刀削面 dao xiao mian
血肠 xue chang|熏鸡 xun ji|殷红 yan hong|饮用 yin yong|晕车 yun che|熨斗 yun dou|熨烫 yun tang|匀净 yun jing|占卜 zhan bu
萝卜 luo bo|胡萝卜 hu luo bo|卜芥 bo jie|萝卜干 luo bo gan|萝卜糕 luo bo gao|白萝卜 bai luo bo|占地 zhan di|爪子 zhua zi
凤爪 feng zhua|鸡爪 ji zhua|鸭爪 ya zhua|虎爪 hu zhua|猫爪 mao zhua|猫抓 mao zhua|转动 zhuan dong|旋转 xuan zhuan|幢幢 chuang chuang
琢磨 zuo mo|综合 zong he|钻石 zuan shi|钻头 zuan tou|作坊 zuo fang|工作 gong zuo|柞蚕 zuo can|大枣 da zao|祭灶 ji zao|臊子 sao zi
肉臊 rou sao|腊肠 la chang|腊肉 la rou|腊八 la ba|馄饨 hun tun|囤货 tun huo|扁担 bian dan|扁豆 bian dou|扁桃 bian tao|巴旦木 ba dan mu
差价 cha jia|出差 chu chai|参差 cen ci|禅意 chan yi|颤抖 chan dou|车前草 che qian cao|称心 chen xin|乘客 cheng ke|匙子 chi zi
钥匙 yao shi|汤匙 tang chi|茶匙 cha chi|勺匙 shao chi|冲剂 chong ji|冲泡 chong pao|冲牙 chong ya|出处 chu chu|畜牧 xu mu
牲畜 sheng chu|伺候 ci hou|答案 da an|担子 dan zi|当归 dang gui|挡风 dang feng|得意 de yi|登山 deng shan|斗酒 dou jiu|漏斗 lou dou
烟斗 yan dou|恶魔 e mo|分享 fen xiang|水分 shui fen|份子 fen zi|缝纫 feng ren|缝隙 feng xi|佛手 fo shou|仿佛 fang fu|佛跳墙 fo tiao qiang
干锅 gan guo|饼干 bing gan|豆干 dou gan|干果 gan guo|肉干 rou gan|葛根 ge gen|葛粉 ge fen|供应 gong ying|勾芡 gou qian|枸杞 gou qi
观音 guan yin|铁观音 tie guan yin|道观 dao guan|龟苓膏 gui ling gao|乌龟 wu gui|龟裂 jun lie|过期 guo qi|喝彩 he cai|号码 hao ma
横切 heng qie|蛮横 man heng|红豆 hong dou|女红 nv gong|华山 hua shan|划线 hua xian|晃动 huang dong|混合 hun he|豁口 huo kou
结实 jie shi|蟹黄 xie huang|夹克 jia ke|间接 jian jie|浆果 jiang guo|糨糊 jiang hu|浆糊 jiang hu|节瓜 jie gua|据说 ju shuo
卡通 ka tong|卡片 ka pian|发卡 fa qia|关卡 guan qia|卡子 qia zi|卡包 ka bao|楷体 kai ti|扛造 kang zao|烙饼 lao bing|烙画 luo hua
勒痕 lei hen|俩人 lia ren|踉跄 liang qiang|撩拨 liao bo|笼子 long zi|蒸笼 zheng long|小笼 xiao long|搂草 lou cao|绿林 lu lin
络合 luo he|网络 wang luo|麻花 ma hua|埋汰 mai tai|埋怨 man yuan|脉动 mai dong|山脉 shan mai|脉脉 mo mo|闷罐 men guan|闷热 men re
泌尿 mi niao|分泌 fen mi|抹布 ma bu|抹茶 mo cha|涂抹 tu mo|抹面 mo mian|抹脸 ma lian|牟平 mu ping|拧干 ning gan|弄堂 long tang
玩弄 wan nong|疟疾 nue ji|耙耙柑 pa pa gan|粑粑 ba ba|迫击 pai ji|胖大海 pang da hai|刨子 bao zi|跑步 pao bu|仆人 pu ren
曝晒 pu shai|栖息 qi xi|稽查 ji cha|茜草 qian cao|抢购 qiang gou|悄然 qiao ran|茄克 jia ke|曲面 qu mian|歌曲 ge qu|任丘 ren qiu
撒尿 sa niao|撒料 sa liao|沙发 sha fa|煞白 sha bai|厦大 xia da|苫布 shan bu|召唤 zhao huan|舍得 she de|宿舍 su she|什么 shen me
省力 sheng li|省电 sheng dian|反省 fan xing|狮子头 shi zi tou|识别 shi bie|似的 shi de|属于 shu yu|刷新 shua xin|说客 shui ke
数数 shu shu|缩水 suo shui|踏板 ta ban|苔菜 tai cai|海苔 hai tai|青苔 qing tai|舌苔 she tai|体贴 ti tie|帖子 tie zi|同学 tong xue
胡同 hu tong|拓展 tuo zhan|拓印 ta yin|瓦罐 wa guan|为什么 wei shen me|委屈 wei qu|蔚县 yu xian|蔚蓝 wei lan|涡轮 wo lun
乌龙 wu long|吴中 wu zhong|虾酱 xia jiang|下火 xia huo|厦航 xia hang|纤夫 qian fu|相机 xiang ji|血液 xue ye|咽下 yan xia
咬合 yao he|叶子 ye zi|饮料 yin liao|荫凉 yin liang|樱桃 ying tao|佣金 yong jin|熨帖 yu tie|约会 yue hui|晕染 yun ran|载体 zai ti
下载 xia zai|扎带 za dai|扎染 za ran|扎头 za tou|包扎 bao za|扎扎 zha zha|扎实 zha shi|轧花 ya hua|轧面 ya mian|择菜 zhai cai
选择 xuan ze|粘土 nian tu|黏土 nian tu|涨停 zhang ting|着急 zhao ji|沿着 yan zhe|蒸蛋 zheng dan|正月 zheng yue|正宗 zheng zong
症状 zheng zhuang|殖民 zhi min|中奖 zhong jiang|粥底 zhou di|煮粥 zhu zhou|属望 zhu wang|著名 zhu ming|拽掉 zhuai diao|赚钱 zhuan qian
传记 zhuan ji|撞击 zhuang ji|仔细 zi xi|枞阳 zong yang|作料 zuo liao|佐料 zuo liao|琢玉 zhuo yu
`;

// Readings beside the usual one that must stay findable when no word decides (names of people and brands).
const keep = {
  重: 'chong', 长: 'zhang', 行: 'hang', 乐: 'yue', 朝: 'zhao', 单: 'shan', 参: 'shen', 调: 'diao', 仔: 'zi', 薄: 'bo',
  藏: 'zang', 曾: 'zeng', 解: 'xie', 盛: 'cheng', 都: 'dou', 阿: 'e', 六: 'lu', 茄: 'jia', 莞: 'guan', 柏: 'bo',
  便: 'pian', 蛤: 'ha', 咖: 'ga', 厦: 'xia', 弹: 'dan', 传: 'zhuan', 粘: 'nian', 茜: 'qian', 娜: 'nuo', 露: 'lou',
  和: 'huo', 曲: 'qu', 核: 'hu', 血: 'xie', 角: 'jue', 给: 'ji', 降: 'xiang', 强: 'jiang', 觉: 'jiao', 率: 'lv',
  校: 'jiao', 宿: 'xiu', 车: 'ju', 种: 'chong', 折: 'she', 卜: 'bo', 脯: 'pu', 翟: 'di', 区: 'ou', 仇: 'qiu', 繁: 'po',
  贾: 'gu', 蕃: 'bo', 盖: 'ge', 查: 'zha', 佛: 'fu', 奇: 'ji', 宓: 'fu', 爪: 'zhua', 荨: 'xun', 熟: 'shou',
};
// Usual readings where the dictionary's first one is not what a shop means.
const usual = {
  茄: 'qie', 仔: 'zai', 参: 'shen', 薄: 'bao', 调: 'tiao', 咖: 'ka', 蛤: 'ge', 粘: 'zhan', 莞: 'wan', 壳: 'ke', 炸: 'zha', 茜: 'xi', 咳: 'ke',
};
// Attested in old words only.
const rare = new Set(['会kuai', '汤shang', '被pi', '见xian', '艾yi', '识zhi', '说shui', '否pi', '度duo', '暴pu', '氏zhi', '绿lu',
  '亲qing', '厦sha', '吁yu', '纚sa', '藉ji', '辟bi', '裳chang', '迫pai', '溺niao', '色shai', '还huan', '没mo', '呢ni']);

const plain = (text) => text.normalize('NFD').replace(/u\u0308/g, 'v').replace(/[\u0300-\u036f]/g, '').toLowerCase();
const syllables = (text) => plain(text).trim().split(/\s+/);
const unique = (list) => [...new Set(list)];

// ---- words: the dictionaries', then our own, which win
const words = new Map();
for (const dictionary of dictionaries)
  for (const [word, reading] of Object.entries(dictionary)) {
    const read = syllables(reading);
    if ([...word].length === read.length) words.set(word, read);
  }
for (const line of ownWords.trim().split(/[|\n]/)) {
  const [word, ...read] = line.trim().split(' ');
  if ([...word].length !== read.length) throw new Error(`wrong length: ${line}`);
  words.set(word, read);
}

// ---- characters: usual reading first, then what words attest
const attested = new Map();
for (const [word, read] of words)
  [...word].forEach((c, i) => {
    if (!attested.has(c)) attested.set(c, new Map());
    const count = attested.get(c);
    count.set(read[i], (count.get(read[i]) ?? 0) + 1);
  });
function characterReadings(c) {
  const listed = characters.get(c);
  if (!listed) return [];
  let all = unique(syllables(listed));
  if (usual[c]) all = unique([usual[c], ...all]);
  const count = attested.get(c) ?? new Map();
  const total = [...count.values()].reduce((a, b) => a + b, 0);
  return all.filter((reading, i) => {
    if (i === 0 || keep[c] === reading) return true;
    if (rare.has(c + reading)) return false;
    const n = count.get(reading) ?? 0;
    return n >= 2 && n * 10 >= total;
  });
}

const first = 0x4e00;
const last = 0x9fff;
const readingsOf = new Map();
for (let code = first; code <= last; ++code) readingsOf.set(String.fromCodePoint(code), characterReadings(String.fromCodePoint(code)));

// ---- tables
const sets = [''];
const setIds = new Map([['', 0]]);
function idOf(readings) {
  const key = readings.join(' ');
  if (!setIds.has(key)) setIds.set(key, sets.push(key) - 1);
  return setIds.get(key);
}
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
const code = (id) => {
  if (id >= 4096) throw new Error('too many sets of readings');
  return digits[id >> 6] + digits[id & 63];
};
const table = [...readingsOf.values()].map((readings) => code(idOf(readings))).join('');
const entry = (word, read) => word + read.map((syllable) => code(idOf([syllable]))).join('');
const decides = (word, read) =>
  [...word].some((c, i) => {
    const usualOnes = readingsOf.get(c) ?? [];
    return usualOnes.length > 1 || usualOnes[0] !== read[i];
  });
const wordTable = [...words].filter(([word, read]) => [...word].length > 1 && decides(word, read))
  .sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, read]) => entry(word, read));
const surnameTable = Object.entries(surnames).map(([word, reading]) => [word, syllables(reading)])
  .concat([['种', ['chong']], ['秘', ['bi']], ['黑', ['he']], ['洗', ['xian']], ['祭', ['zhai']], ['重', ['chong']]])
  .filter(([word, read]) => [...word].length > 1 || readingsOf.get(word)?.join(' ') !== read[0]);
const surnameEntries = [...new Map(surnameTable)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, read]) => entry(word, read));

function literal(name, parts, separator) {
  let lines = [];
  let line = '';
  for (const part of parts) {
    if (line.length + part.length > 96) lines.push(line), (line = '');
    line += part + separator;
  }
  lines.push(line);
  return `const std::string_view ${name} =\n${lines.map((l) => `    "${l}"`).join('\n')};\n`;
}
process.stdout.write(`// Generated by tools/pinyin_table.mjs from pinyin-pro 3.29.4 (MIT, (c) 2022-present zh-lx). Do not edit.
// clang-format off
#include "catalog/pinyin_table.hpp"

namespace huiji::catalog {

${literal('kReadingSets', sets, ';')}
${literal('kCharacterReadings', table.match(/.{1,96}/g), '')}
${literal('kWordReadings', wordTable, ' ')}
${literal('kSurnameReadings', surnameEntries, ' ')}
}  // namespace huiji::catalog
`);
process.stderr.write(`${sets.length} sets, ${wordTable.length} words, ${surnameEntries.length} surnames\n`);
if (process.argv[3] === '--polyphones')
  for (const [c, readings] of readingsOf) if (readings.length > 1) process.stderr.write(`${c}:${readings.join('/')} `);
